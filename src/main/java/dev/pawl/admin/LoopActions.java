package dev.pawl.admin;

import dev.pawl.command.AskGapAnalysis;
import dev.pawl.command.CompleteFile;
import dev.pawl.command.CreateIssue;
import dev.pawl.command.PromoteFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of a repository's page that move the loop, its queue and its issues. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LoopActions {
  private final Answers answers;
  private final AskGapAnalysis gap;
  private final PromoteFile promote;
  private final CompleteFile complete;
  private final CreateIssue create;

  LoopActions(
      Answers answers,
      AskGapAnalysis gap,
      PromoteFile promote,
      CompleteFile complete,
      CreateIssue create) {
    this.answers = answers;
    this.gap = gap;
    this.promote = promote;
    this.complete = complete;
    this.create = create;
  }

  /** Has a gap analysis opened, where none is under way. */
  @POST
  @Path("repositories/{owner}/{name}/gap-analysis")
  public Response gap(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        gap.ask(answers.repository(owner, name), Answers.WHO), Answers.page(owner, name));
  }

  /** Takes up a task of the queue before its turn. */
  @POST
  @Path("repositories/{owner}/{name}/queue/promote")
  public Response promote(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("file") @Nullable String file,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        promote.promote(answers.repository(owner, name), text(file), Answers.WHO),
        Answers.page(owner, name));
  }

  /** Ends the task of a file as complete. */
  @POST
  @Path("repositories/{owner}/{name}/queue/complete")
  public Response complete(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("file") @Nullable String file,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        complete.complete(answers.repository(owner, name), text(file), Answers.WHO),
        Answers.page(owner, name));
  }

  /** Opens an issue that is no task of the loop. */
  @POST
  @Path("repositories/{owner}/{name}/issues")
  public Response create(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("title") @Nullable String title,
      @FormParam("body") @Nullable String body,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        create.create(answers.repository(owner, name), text(title), text(body), Answers.WHO),
        Answers.page(owner, name));
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
