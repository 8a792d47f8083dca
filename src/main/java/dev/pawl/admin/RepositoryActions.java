package dev.pawl.admin;

import dev.pawl.command.HoldPullRequest;
import dev.pawl.command.Onboard;
import dev.pawl.command.OpenPhase;
import dev.pawl.command.PauseRepository;
import dev.pawl.command.ResumeRepository;
import dev.pawl.command.UnholdPullRequest;
import dev.pawl.run.HoldFacts;
import dev.pawl.store.WorldClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of a repository's page. Each leads back to it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RepositoryActions {
  private final Answers answers;
  private final WorldClock clock;
  private final PauseRepository pause;
  private final ResumeRepository resume;
  private final HoldPullRequest hold;
  private final UnholdPullRequest unhold;
  private final OpenPhase open;
  private final Onboard onboard;

  RepositoryActions(
      Answers answers,
      WorldClock clock,
      PauseRepository pause,
      ResumeRepository resume,
      HoldPullRequest hold,
      UnholdPullRequest unhold,
      OpenPhase open,
      Onboard onboard) {
    this.onboard = onboard;
    this.answers = answers;
    this.clock = clock;
    this.pause = pause;
    this.resume = resume;
    this.hold = hold;
    this.unhold = unhold;
    this.open = open;
  }

  /** The button that was pressed says whether what is under way may end. */
  @POST
  @Path("repositories/{owner}/{name}/pause")
  public Response pause(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("kind") @Nullable String kind,
      @FormParam("why") @Nullable String why,
      @FormParam("minutes") @Nullable String minutes,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    HoldFacts.Kind wanted = "drain".equals(kind) ? HoldFacts.Kind.DRAIN : HoldFacts.Kind.STOP;
    return Answers.form(
        pause.pause(
            answers.repository(owner, name),
            wanted,
            Answers.hold(why, minutes, clock.instant()),
            Answers.WHO),
        Answers.page(owner, name));
  }

  @POST
  @Path("repositories/{owner}/{name}/resume")
  public Response resume(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        resume.resume(answers.repository(owner, name), Answers.WHO), Answers.page(owner, name));
  }

  @POST
  @Path("repositories/{owner}/{name}/hold")
  public Response hold(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("number") @Nullable String number,
      @FormParam("why") @Nullable String why,
      @FormParam("minutes") @Nullable String minutes,
      @FormParam("back") @Nullable String back,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        hold.hold(
            answers.repository(owner, name),
            Answers.number(number),
            Answers.hold(why, minutes, clock.instant()),
            Answers.WHO),
        Answers.own(back, Answers.page(owner, name)));
  }

  @POST
  @Path("repositories/{owner}/{name}/unhold")
  public Response unhold(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("number") @Nullable String number,
      @FormParam("back") @Nullable String back,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        unhold.unhold(answers.repository(owner, name), Answers.number(number), Answers.WHO),
        Answers.own(back, Answers.page(owner, name)));
  }

  @POST
  @Path("repositories/{owner}/{name}/phases")
  public Response open(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("kind") @Nullable String kind,
      @FormParam("title") @Nullable String title,
      @FormParam("body") @Nullable String body,
      @FormParam("dispensable") @Nullable String dispensable,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        open.open(
            answers.repository(owner, name),
            new OpenPhase.Task(
                Answers.text(kind),
                Answers.text(title),
                Answers.text(body),
                List.of(),
                dispensable == null),
            Answers.WHO),
        Answers.page(owner, name));
  }

  @POST
  @Path("repositories/{owner}/{name}/onboarding")
  public Response onboard(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        onboard.ask(answers.repository(owner, name), Answers.WHO), Answers.page(owner, name));
  }
}
