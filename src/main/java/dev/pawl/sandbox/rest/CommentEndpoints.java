package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.IssueActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Comments on issues. Source: https://docs.github.com/en/rest/issues/comments. */
public final class CommentEndpoints {
  private final Shapes shapes;
  private final Access access;
  private final IssueActs acts;

  public CommentEndpoints(Shapes shapes, Access access, IssueActs acts) {
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String issues = "/repos/{owner}/{repo}/issues";
    routes
        // Before the routes with a number in the place of "comments".
        .add("GET", issues + "/comments", Need.read("issues"), this::listAll)
        .add("GET", issues + "/comments/{id}", Need.read("issues"), this::get)
        .add("PATCH", issues + "/comments/{id}", Need.write("issues"), this::edit)
        .add("DELETE", issues + "/comments/{id}", Need.write("issues"), this::delete)
        .add("GET", issues + "/{number}/comments", Need.read("issues"), this::list)
        .add("POST", issues + "/{number}/comments", Need.write("issues"), this::create);
  }

  private Answer listAll(Call call) {
    Instant since = IssueEndpoints.since(call);
    // The documentation says that direction is ignored without sort.
    Comparator<Comment> order =
        call.query("sort", "created").equals("updated")
            ? Comparator.comparing(comment -> comment.updatedAt)
            : Comparator.comparing(comment -> comment.id);
    boolean descending =
        call.query("sort") != null && call.query("direction", "desc").equals("desc");
    List<Comment> comments =
        call.repository().comments.values().stream()
            .filter(comment -> since == null || !comment.updatedAt.isBefore(since))
            .sorted(descending ? order.reversed() : order)
            .toList();
    return Pages.of(call, comments, c -> shapes.issues.comment(call.repository(), c));
  }

  private Answer list(Call call) {
    Issue issue = IssueEndpoints.find(call);
    Instant since = IssueEndpoints.since(call);
    List<Comment> comments =
        call.repository().comments.values().stream()
            .filter(comment -> comment.issue == issue.number)
            .filter(comment -> since == null || !comment.updatedAt.isBefore(since))
            .toList();
    return Pages.of(call, comments, c -> shapes.issues.comment(call.repository(), c));
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    Issue issue = IssueEndpoints.find(call);
    String body = call.required("IssueComment", "body");
    TextLength.body("IssueComment", body);
    if (body.isBlank()) throw ApiError.invalid("IssueComment", "data", "unprocessable", null);
    if (issue.locked && !mayAddToLocked(call, repository))
      throw ApiError.of(403, "Unable to create comment because issue is locked.");
    Comment comment = acts.comment(repository, issue, access.actor(call.caller()), body);
    return Answer.created(shapes.issues.comment(repository, comment))
        .header("Location", shapes.repositories.url(repository) + "/issues/comments/" + comment.id);
  }

  /**
   * People with rights of their own; no App, whatever it was granted. Source:
   * https://github.com/renovatebot/renovate/issues/6215.
   */
  private boolean mayAddToLocked(Call call, Repository repository) {
    return call.caller() instanceof Caller.Person(Account account)
        && account.type == Account.Type.User
        && access.triages(call.caller(), repository);
  }

  private Answer get(Call call) {
    return Answer.ok(shapes.issues.comment(call.repository(), find(call)));
  }

  private Answer edit(Call call) {
    Comment comment = find(call);
    requireOwn(call, comment);
    String body = call.required("IssueComment", "body");
    TextLength.body("IssueComment", body);
    acts.editComment(call.repository(), comment, access.actor(call.caller()), body);
    return Answer.ok(shapes.issues.comment(call.repository(), comment));
  }

  private Answer delete(Call call) {
    Comment comment = find(call);
    requireOwn(call, comment);
    acts.deleteComment(call.repository(), comment, access.actor(call.caller()));
    return Answer.empty(204);
  }

  private void requireOwn(Call call, Comment comment) {
    boolean own =
        call.caller() instanceof Caller.Person(Account account) && account.id == comment.author;
    if (!own && !access.triages(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have admin rights to Repository.");
  }

  private static Comment find(Call call) {
    Comment comment = call.repository().comments.get(call.paramLong("id"));
    if (comment == null) throw ApiError.notFound();
    return comment;
  }
}
