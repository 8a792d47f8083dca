package dev.pawl.admin;

import dev.pawl.command.ChangeTask;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The forms by which a task goes on in another way. Each leads back to its run. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class TaskActions {
  private final Answers answers;
  private final ChangeTask change;

  TaskActions(Answers answers, ChangeTask change) {
    this.answers = answers;
    this.change = change;
  }

  /** The button that was pressed says how. */
  @POST
  @Path("repositories/{owner}/{name}/phases/{id: [0-9]{1,18}}")
  public Response change(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("id") long id,
      @FormParam("change") @Nullable String wanted,
      @FormParam("agent") @Nullable String agent,
      @FormParam("back") @Nullable String back,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        change.change(answers.repository(owner, name), id, wanted, agent, Answers.WHO),
        Answers.own(back, Answers.page(owner, name)));
  }
}
