package dev.pawl.admin;

import dev.pawl.command.Outcome;
import dev.pawl.command.ResolveIntervention;
import dev.pawl.run.InterventionFacts.Choice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person chose where one was needed. */
@Path("/")
@RunOnVirtualThread
public class InterventionPages {
  private final Answers answers;
  private final HoldView view;
  private final ResolveIntervention resolve;

  InterventionPages(Answers answers, HoldView view, ResolveIntervention resolve) {
    this.answers = answers;
    this.view = view;
    this.resolve = resolve;
  }

  /**
   * @param choice such as {@code other-agent}
   * @param note null: nothing is said about it
   */
  public record Chosen(@Nullable String choice, @Nullable String note) {}

  @GET
  @Path("api/interventions")
  @Produces(MediaType.APPLICATION_JSON)
  public List<HoldView.Needed> open() {
    return view.needed();
  }

  /** The form leads back to the page that it stands on. */
  @POST
  @Path("interventions/{id: [0-9]{1,18}}")
  @Produces(MediaType.TEXT_HTML)
  public Response choose(
      @PathParam("id") long id,
      @FormParam("choice") @Nullable String choice,
      @FormParam("note") @Nullable String note,
      @FormParam("back") @Nullable String back,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(choose(id, choice, note), Answers.own(back, "/"));
  }

  @POST
  @Path("api/interventions/{id: [0-9]{1,18}}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response choose(@PathParam("id") long id, @Nullable Chosen chosen) {
    return Answers.json(
        choose(id, chosen == null ? null : chosen.choice(), chosen == null ? null : chosen.note()));
  }

  private Outcome choose(long id, @Nullable String choice, @Nullable String note) {
    return List.of(Choice.values()).stream()
        .filter(one -> one.label().equals(choice))
        .findFirst()
        .map(one -> resolve.resolve(id, one, Objects.requireNonNullElse(note, ""), Answers.WHO))
        .orElseGet(() -> new Outcome.Refused("There is no such choice."));
  }
}
