package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happened to an issue, and notes it in its timeline. A pull request is told of by an
 * event of its own, with the same actions; only its comments are told of as those of issues:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request.
 */
final class IssueNews {
  private final Shapes shapes;
  private final Hooks hooks;
  private final TimelineActs timeline;

  IssueNews(Shapes shapes, Hooks hooks, TimelineActs timeline) {
    this.shapes = shapes;
    this.hooks = hooks;
    this.timeline = timeline;
  }

  void tell(Repository repository, Issue issue, Actor by, String action, @Nullable Object... more) {
    PullRequest pull = repository.pullRequests.get(issue.number);
    if (pull != null) {
      tell(repository, pull, by, action, more);
      return;
    }
    timeline.note(repository, issue, by, action, more);
    List<@Nullable Object> parts =
        new ArrayList<>(List.of("issue", shapes.issues.issue(repository, issue)));
    for (Object part : more) parts.add(part);
    hooks.tell("issues", action, repository, by.account(), parts.toArray());
  }

  void tell(
      Repository repository, PullRequest pull, Actor by, String action, @Nullable Object... more) {
    timeline.note(repository, repository.issueOf(pull), by, action, more);
    List<@Nullable Object> parts =
        new ArrayList<>(
            List.of("number", pull.number, "pull_request", shapes.pulls.full(repository, pull)));
    for (Object part : more) parts.add(part);
    hooks.tell("pull_request", action, repository, by.account(), parts.toArray());
  }

  void tellLabel(Repository repository, Issue issue, Actor by, String action, long id) {
    Label label = repository.labels.get(id);
    if (label != null)
      tell(repository, issue, by, action, "label", shapes.issues.label(repository, label));
  }

  void tellAssignee(Repository repository, Issue issue, Actor by, String action, long id) {
    tell(repository, issue, by, action, "assignee", shapes.users.simple(id));
  }

  void tellComment(
      Repository repository,
      Issue issue,
      Comment comment,
      Actor by,
      String action,
      ObjectNode changes) {
    hooks.tell(
        "issue_comment",
        action,
        repository,
        by.account(),
        "issue",
        shapes.issues.issue(repository, issue),
        "comment",
        shapes.issues.comment(repository, comment),
        changes.isEmpty() ? "comment" : "changes",
        changes.isEmpty() ? shapes.issues.comment(repository, comment) : changes.get("changes"));
  }
}
