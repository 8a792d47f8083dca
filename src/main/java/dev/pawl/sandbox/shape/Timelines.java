package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.TimelineEvent;
import dev.pawl.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to an issue, oldest first. Source:
 * https://docs.github.com/en/rest/issues/timeline.
 */
public final class Timelines {
  private final World world;
  private final Shapes shapes;

  Timelines(World world, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
  }

  private record Entry(Instant at, long order, ObjectNode shape) {}

  public List<ObjectNode> of(Repository repository, Issue issue) {
    List<Entry> entries = new ArrayList<>();
    for (TimelineEvent event : issue.timeline) {
      ObjectNode shape = event(repository, event);
      if (shape != null) entries.add(new Entry(event.createdAt, event.id, shape));
    }
    for (Comment comment : repository.comments.values())
      if (comment.issue == issue.number)
        entries.add(new Entry(comment.createdAt, comment.id, commented(repository, comment)));
    PullRequest pull = repository.pullRequests.get(issue.number);
    if (pull != null) add(repository, pull, entries);
    entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    return entries.stream().map(Entry::shape).toList();
  }

  private void add(Repository repository, PullRequest pull, List<Entry> entries) {
    long order = 0;
    for (RevCommit commit : shapes.pulls.commits(repository, pull)) {
      ObjectNode shape = shapes.git.commit(repository, commit);
      shape.put("event", "committed");
      entries.add(new Entry(commit.getCommitterIdent().getWhenAsInstant(), order++, shape));
    }
    for (Review review : pull.reviews.values()) {
      Instant submitted = review.submittedAt;
      if (submitted == null) continue;
      ObjectNode shape = shapes.reviews.review(repository, pull, review);
      shape
          .put("event", "reviewed")
          .put("state", review.state.name().toLowerCase(java.util.Locale.ROOT));
      entries.add(new Entry(submitted, review.id, shape));
    }
    for (ReviewThread thread : pull.threads.values()) {
      boolean shown =
          thread.comments.values().stream()
              .map(comment -> pull.reviews.get(comment.review))
              .anyMatch(review -> review == null || review.submittedAt != null);
      if (!shown) continue;
      ObjectNode shape = shapes.threads.thread(repository, pull, thread);
      shape.put("event", "line-commented");
      Instant at = thread.comments.firstEntry().getValue().createdAt;
      entries.add(new Entry(at, thread.id, shape));
    }
  }

  private ObjectNode commented(Repository repository, Comment comment) {
    ObjectNode shape = shapes.issues.comment(repository, comment);
    shape.put("event", "commented");
    shape.set("actor", shape.get("user"));
    return shape;
  }

  /** Null for a reference whose source is gone. */
  private @Nullable ObjectNode event(Repository repository, TimelineEvent event) {
    if (event.sourceRepository != null) return reference(event);
    String commit = event.commit;
    String api = shapes.repositories.url(repository);
    ObjectNode shape =
        Json.object(
            "id",
            event.id,
            "node_id",
            NodeId.of("EV", event.id),
            "url",
            api + "/issues/events/" + event.id,
            "actor",
            shapes.users.simple(event.actor),
            "event",
            event.event,
            "commit_id",
            commit,
            "commit_url",
            commit == null ? null : api + "/commits/" + commit,
            "created_at",
            event.createdAt,
            "performed_via_github_app",
            event.byApp ? shapes.apps.performer() : null);
    switch (event.event) {
      case "labeled", "unlabeled" -> shape.set("label", Json.value(event.words));
      case "renamed" -> shape.set("rename", Json.value(event.words));
      case "assigned", "unassigned" -> {
        shape.set("assignee", shapes.users.simple(event.subject));
        shape.set("assigner", shape.get("actor"));
      }
      case "review_requested", "review_request_removed" -> {
        shape.set("requested_reviewer", shapes.users.simple(event.subject));
        shape.set("review_requester", shape.get("actor"));
      }
      case "closed", "reopened" -> shape.putNull("state_reason");
      default -> {}
    }
    return shape;
  }

  private @Nullable ObjectNode reference(TimelineEvent event) {
    Repository at = world.rows().repositories.get(event.sourceRepository);
    Issue source = at == null ? null : at.issues.get(event.sourceNumber);
    if (at == null || source == null) return null;
    ObjectNode issue = shapes.issues.issue(at, source);
    issue.set("repository", shapes.repositories.basic(at));
    return Json.object(
        "actor",
        shapes.users.simple(event.actor),
        "created_at",
        event.createdAt,
        "updated_at",
        event.createdAt,
        "source",
        Json.object("type", "issue", "issue", issue),
        "event",
        event.event);
  }
}
