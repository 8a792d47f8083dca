package dev.pawl.admin;

import dev.pawl.command.AskGapAnalysis;
import dev.pawl.command.ChangeTask;
import dev.pawl.command.CompleteFile;
import dev.pawl.command.CreateIssue;
import dev.pawl.command.LinkPullRequest;
import dev.pawl.command.LookAtPullRequest;
import dev.pawl.command.PromoteFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be said to Pawl on GitHub, as JSON: the same actions. */
@Path("/api/repositories/{owner}/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CommandApi {
  private final Answers answers;
  private final AskGapAnalysis gap;
  private final PromoteFile promote;
  private final CompleteFile complete;
  private final ChangeTask change;
  private final LookAtPullRequest look;
  private final LinkPullRequest link;
  private final CreateIssue create;

  CommandApi(
      Answers answers,
      AskGapAnalysis gap,
      PromoteFile promote,
      CompleteFile complete,
      ChangeTask change,
      LookAtPullRequest look,
      LinkPullRequest link,
      CreateIssue create) {
    this.answers = answers;
    this.gap = gap;
    this.promote = promote;
    this.complete = complete;
    this.change = change;
    this.look = look;
    this.link = link;
    this.create = create;
  }

  /**
   * @param file its path or name; where a file is promoted, null: the first one
   */
  public record FileRequest(@Nullable String file) {}

  /**
   * @param change {@code retry}, {@code skip}, {@code take-over} or {@code assign}
   * @param agent who is to try it, where it is assigned
   */
  public record TaskRequest(@Nullable String change, @Nullable String agent) {}

  public record LinkRequest(int issue) {}

  /**
   * @param body may be null
   */
  public record IssueRequest(@Nullable String title, @Nullable String body) {}

  /** Has a gap analysis opened, where none is under way. */
  @POST
  @Path("gap-analysis")
  public Response gap(@PathParam("owner") String owner, @PathParam("name") String name) {
    return Answers.json(gap.ask(answers.repository(owner, name), Answers.WHO));
  }

  /** Takes up a task of the queue before its turn. */
  @POST
  @Path("queue/promote")
  public Response promote(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable FileRequest request) {
    return Answers.json(
        promote.promote(answers.repository(owner, name), file(request), Answers.WHO));
  }

  /** Ends the task of a file as complete. */
  @POST
  @Path("queue/complete")
  public Response complete(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable FileRequest request) {
    return Answers.json(
        complete.complete(answers.repository(owner, name), file(request), Answers.WHO));
  }

  private static String file(@Nullable FileRequest request) {
    return request == null ? "" : Objects.requireNonNullElse(request.file(), "");
  }

  /** Has a task go on in another way. */
  @POST
  @Path("phases/{id: [0-9]{1,18}}")
  public Response change(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("id") long id,
      @Nullable TaskRequest request) {
    return Answers.json(
        change.change(
            answers.repository(owner, name),
            id,
            request == null ? null : request.change(),
            request == null ? null : request.agent(),
            Answers.WHO));
  }

  /** Has a pull request read and judged now. */
  @POST
  @Path("pull-requests/{number: [0-9]{1,9}}/merge")
  public Response merge(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return Answers.json(look.look(answers.repository(owner, name), number, Answers.WHO));
  }

  /** Says which issue of the loop a pull request works on. */
  @PUT
  @Path("pull-requests/{number: [0-9]{1,9}}/issue")
  public Response link(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @Nullable LinkRequest request) {
    return Answers.json(
        link.link(
            answers.repository(owner, name),
            number,
            request == null ? 0 : request.issue(),
            Answers.WHO));
  }

  /** Opens an issue that is no task of the loop. */
  @POST
  @Path("issues")
  public Response create(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable IssueRequest request) {
    return Answers.json(
        create.create(
            answers.repository(owner, name),
            request == null ? "" : Objects.requireNonNullElse(request.title(), ""),
            request == null ? "" : Objects.requireNonNullElse(request.body(), ""),
            Answers.WHO));
  }
}
