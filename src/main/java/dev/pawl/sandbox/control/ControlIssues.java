package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.rest.IssueEndpoints;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;

/** Issues, as people act on them. */
record ControlIssues(Shapes shapes, Acts acts, Lookup lookup) {
  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    String issue = repository + "/issues/{number}";
    routes
        .add("GET", issue + "/timeline", Need.NOTHING, this::timeline)
        .add("POST", issue + "/timeline", Need.NOTHING, this::happen)
        .add("GET", repository + "/issues", Need.NOTHING, this::list)
        .add("POST", repository + "/issues", Need.NOTHING, this::open)
        .add("PATCH", issue, Need.NOTHING, this::edit)
        .add("DELETE", issue, Need.NOTHING, this::delete)
        .add("POST", issue + "/lock", Need.NOTHING, this::lock)
        .add("POST", issue + "/unlock", Need.NOTHING, this::unlock)
        .add("POST", issue + "/transfer", Need.NOTHING, this::transfer)
        .add("GET", issue + "/comments", Need.NOTHING, this::comments)
        .add("POST", issue + "/comments", Need.NOTHING, this::comment)
        .add("PATCH", repository + "/comments/{id}", Need.NOTHING, this::editComment)
        .add("DELETE", repository + "/comments/{id}", Need.NOTHING, this::deleteComment);
  }

  private Actor by(Call call) {
    return lookup.actor(call, lookup.repository(call));
  }

  private Answer list(Call call) {
    Repository repository = lookup.repository(call);
    return Answer.ok(
        Json.array(
            repository.issues.values().stream()
                .map(issue -> shapes.issues.single(repository, issue))));
  }

  private Answer open(Call call) {
    Repository repository = lookup.repository(call);
    Issue issue =
        acts.issues.open(
            repository,
            by(call),
            call.required("Issue", "title"),
            call.text("body"),
            IssueEndpoints.names(call.json().path("labels")),
            IssueEndpoints.names(call.json().path("assignees")));
    return Answer.created(shapes.issues.single(repository, issue));
  }

  private Answer edit(Call call) {
    Repository repository = lookup.repository(call);
    Issue issue = lookup.issue(call);
    JsonNode body = call.json();
    Actor by = by(call);
    acts.issues.retitle(
        repository, issue, by, call.text("title"), body.has("body"), call.text("body"));
    if (body.has("labels"))
      acts.issues.setLabels(repository, issue, by, IssueEndpoints.names(body.get("labels")));
    if (body.has("assignees"))
      acts.issues.setAssignees(repository, issue, by, IssueEndpoints.names(body.get("assignees")));
    String state = call.text("state");
    if ("closed".equals(state)) acts.issues.close(repository, issue, by, call.text("state_reason"));
    if ("open".equals(state)) acts.issues.reopen(repository, issue, by);
    return Answer.ok(shapes.issues.single(repository, issue));
  }

  private Answer delete(Call call) {
    requireIssue(call);
    acts.issues.delete(lookup.repository(call), lookup.issue(call), by(call));
    return Answer.empty(204);
  }

  private Answer lock(Call call) {
    acts.issues.lock(lookup.repository(call), lookup.issue(call), by(call), call.text("reason"));
    return Answer.empty(204);
  }

  private Answer unlock(Call call) {
    acts.issues.unlock(lookup.repository(call), lookup.issue(call), by(call));
    return Answer.empty(204);
  }

  private Answer transfer(Call call) {
    requireIssue(call);
    Repository to = lookup.repository(call.required("Issue", "to"));
    Issue moved = acts.issues.transfer(lookup.repository(call), lookup.issue(call), by(call), to);
    return Answer.ok(shapes.issues.single(to, moved));
  }

  /** A pull request can neither be deleted nor moved. */
  private void requireIssue(Call call) {
    if (lookup.repository(call).pullRequests.containsKey(lookup.issue(call).number))
      throw ApiError.of(422, "it is a pull request");
  }

  private Answer comments(Call call) {
    Repository repository = lookup.repository(call);
    Issue issue = lookup.issue(call);
    return Answer.ok(
        Json.array(
            repository.comments.values().stream()
                .filter(comment -> comment.issue == issue.number)
                .map(comment -> shapes.issues.comment(repository, comment))));
  }

  private Answer comment(Call call) {
    Repository repository = lookup.repository(call);
    Comment comment =
        acts.issues.comment(
            repository, lookup.issue(call), by(call), call.required("Comment", "body"));
    return Answer.created(shapes.issues.comment(repository, comment));
  }

  private Answer editComment(Call call) {
    Repository repository = lookup.repository(call);
    Comment comment = lookup.comment(call);
    acts.issues.editComment(repository, comment, by(call), call.required("Comment", "body"));
    return Answer.ok(shapes.issues.comment(repository, comment));
  }

  private Answer deleteComment(Call call) {
    acts.issues.deleteComment(lookup.repository(call), lookup.comment(call), by(call));
    return Answer.empty(204);
  }

  private Answer timeline(Call call) {
    return Answer.ok(
        Json.array(shapes.timelines.of(lookup.repository(call), lookup.issue(call)).stream()));
  }

  /** Any event, such as those of agents; no webhook carries it. */
  private Answer happen(Call call) {
    acts.timeline.append(
        lookup.issue(call),
        lookup.actor(call, lookup.repository(call)),
        call.required("TimelineEvent", "event"));
    return Answer.created(Json.object());
  }
}
