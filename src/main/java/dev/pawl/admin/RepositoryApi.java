package dev.pawl.admin;

import dev.pawl.command.HoldPullRequest;
import dev.pawl.command.HoldWish;
import dev.pawl.command.Onboard;
import dev.pawl.command.OpenPhase;
import dev.pawl.command.PauseRepository;
import dev.pawl.command.ResumeRepository;
import dev.pawl.command.UnholdPullRequest;
import dev.pawl.run.HoldFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A repository's runs, pause, holds, phases and first files as JSON. */
@Path("/api/repositories/{owner}/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RepositoryApi {
  private final Answers answers;
  private final RunView runs;
  private final RunList list;
  private final ReadingView readings;
  private final HoldView holds;
  private final PauseRepository pause;
  private final ResumeRepository resume;
  private final HoldPullRequest hold;
  private final UnholdPullRequest unhold;
  private final OpenPhase open;
  private final Onboard onboard;

  RepositoryApi(
      Answers answers,
      RunView runs,
      RunList list,
      ReadingView readings,
      HoldView holds,
      PauseRepository pause,
      ResumeRepository resume,
      HoldPullRequest hold,
      UnholdPullRequest unhold,
      OpenPhase open,
      Onboard onboard) {
    this.onboard = onboard;
    this.answers = answers;
    this.runs = runs;
    this.list = list;
    this.readings = readings;
    this.holds = holds;
    this.pause = pause;
    this.resume = resume;
    this.hold = hold;
    this.unhold = unhold;
    this.open = open;
  }

  /**
   * @param kind {@code stop}, which is meant where nothing is said, or {@code drain}
   * @param until null: until somebody lifts it
   */
  public record HoldRequest(@Nullable String kind, @Nullable String why, @Nullable Instant until) {
    HoldWish wish() {
      return new HoldWish(Objects.requireNonNullElse(why, ""), until);
    }
  }

  /**
   * @param kind {@code development}, which is meant where nothing is said, or {@code repair}
   * @param needs the phases that must be done or skipped first; null: none
   * @param critical whether a person is asked when its last attempt has failed, as is meant where
   *     nothing is said
   */
  public record PhaseRequest(
      @Nullable String kind,
      @Nullable String title,
      @Nullable String body,
      @Nullable List<@Nullable Long> needs,
      @Nullable Boolean critical) {
    OpenPhase.Task task() {
      return new OpenPhase.Task(
          Objects.requireNonNullElse(kind, "development"),
          Objects.requireNonNullElse(title, ""),
          Objects.requireNonNullElse(body, ""),
          needs == null ? List.of() : needs.stream().map(id -> id == null ? 0L : id).toList(),
          !Boolean.FALSE.equals(critical));
    }
  }

  /** What is going on in a repository. */
  public record Work(
      List<RunView.PhaseLine> phases,
      List<HoldView.HoldLine> holds,
      List<HoldView.Needed> interventions,
      List<RunView.RunLine> runs,
      ReadingView.Reading reading) {}

  @GET
  @Path("work")
  public Work work(@PathParam("owner") String owner, @PathParam("name") String name) {
    long id = answers.repository(owner, name);
    return new Work(
        runs.open(id), holds.holds(id), holds.needed(id), runs.runs(id), readings.of(id));
  }

  /** The runs that fit, newest first; from the one on that began before the one that is named. */
  @GET
  @Path("runs")
  public Response runs(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("phase") @DefaultValue("") String phase,
      @QueryParam("before") @DefaultValue("") String before) {
    long id = answers.repository(owner, name);
    RunFilter filter = new RunFilter(state, phase, before);
    return filter
        .mistake()
        .map(why -> Answers.problem(400, RunFilter.TITLE, why))
        .orElseGet(() -> Response.ok(list.find(id, filter)).build());
  }

  @PUT
  @Path("pause")
  public Response pause(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable HoldRequest request) {
    HoldRequest wanted = request == null ? new HoldRequest(null, null, null) : request;
    HoldFacts.Kind kind =
        "drain".equals(wanted.kind()) ? HoldFacts.Kind.DRAIN : HoldFacts.Kind.STOP;
    return Answers.json(
        pause.pause(answers.repository(owner, name), kind, wanted.wish(), Answers.WHO));
  }

  @DELETE
  @Path("pause")
  public Response resume(@PathParam("owner") String owner, @PathParam("name") String name) {
    return Answers.json(resume.resume(answers.repository(owner, name), Answers.WHO));
  }

  @PUT
  @Path("pull-requests/{number: [0-9]{1,9}}/hold")
  public Response hold(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @Nullable HoldRequest request) {
    HoldRequest wanted = request == null ? new HoldRequest(null, null, null) : request;
    return Answers.json(
        hold.hold(answers.repository(owner, name), number, wanted.wish(), Answers.WHO));
  }

  @DELETE
  @Path("pull-requests/{number: [0-9]{1,9}}/hold")
  public Response unhold(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return Answers.json(unhold.unhold(answers.repository(owner, name), number, Answers.WHO));
  }

  @POST
  @Path("phases")
  public Response open(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable PhaseRequest request) {
    PhaseRequest wanted =
        request == null ? new PhaseRequest(null, null, null, null, null) : request;
    return Answers.json(open.open(answers.repository(owner, name), wanted.task(), Answers.WHO));
  }

  @POST
  @Path("onboarding")
  public Response onboard(@PathParam("owner") String owner, @PathParam("name") String name) {
    return Answers.json(onboard.ask(answers.repository(owner, name), Answers.WHO));
  }
}
