package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewComment;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/**
 * What happens to comments on lines and to their threads. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_comment and
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_thread.
 */
public final class ThreadActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private final ReviewActs reviews;

  ThreadActs(World world, Shapes shapes, Hooks hooks, ReviewActs reviews) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
    this.reviews = reviews;
  }

  /**
   * Where a comment stands.
   *
   * @param line null: the whole file
   * @param side LEFT or RIGHT
   */
  public record Place(
      String path, @Nullable Integer line, @Nullable Integer startLine, String side) {}

  /** Begins a thread in a review; while that is not submitted nobody is told. */
  public ReviewComment begin(
      Repository repository, PullRequest pull, Actor by, Review review, Place place, String body) {
    ReviewThread thread = new ReviewThread();
    thread.id = world.nextId();
    thread.path = place.path();
    thread.line = place.line();
    thread.startLine = place.startLine();
    thread.side = place.side();
    thread.commit = review.commit;
    pull.threads.put(thread.id, thread);
    return add(repository, pull, thread, by, review, body, null);
  }

  /** Begins a thread at once: the comment is a review of its own, which is told too (assumed). */
  public ReviewComment begin(
      Repository repository, PullRequest pull, Actor by, String commit, Place place, String body) {
    Review review = reviews.draft(repository, pull, by, "", commit);
    ReviewComment comment = begin(repository, pull, by, review, place, body);
    reviews.submit(repository, pull, by, review, Review.State.COMMENTED);
    tellAll(repository, pull, by, review);
    return comment;
  }

  public ReviewComment reply(
      Repository repository, PullRequest pull, Actor by, ReviewThread thread, String body) {
    Review review = reviews.draft(repository, pull, by, "", thread.commit);
    ReviewComment comment =
        add(repository, pull, thread, by, review, body, thread.comments.firstKey());
    reviews.submit(repository, pull, by, review, Review.State.COMMENTED);
    tellAll(repository, pull, by, review);
    return comment;
  }

  /** To be called once a review is submitted: its comments are told then. */
  public void tellAll(Repository repository, PullRequest pull, Actor by, Review review) {
    for (ReviewThread thread : pull.threads.values())
      for (ReviewComment comment : thread.comments.values())
        if (comment.review == review.id)
          tell(repository, pull, thread, comment, by, "created", null);
  }

  private ReviewComment add(
      Repository repository,
      PullRequest pull,
      ReviewThread thread,
      Actor by,
      Review review,
      String body,
      @Nullable Long replyTo) {
    ReviewComment comment = new ReviewComment();
    comment.id = world.nextId();
    comment.review = review.id;
    comment.body = body;
    comment.author = by.account().id;
    comment.byApp = by.byApp();
    comment.replyTo = replyTo;
    comment.createdAt = world.now();
    comment.updatedAt = comment.createdAt;
    thread.comments.put(comment.id, comment);
    world.touch(repository.issueOf(pull));
    return comment;
  }

  public void edit(
      Repository repository,
      PullRequest pull,
      ReviewThread thread,
      ReviewComment comment,
      Actor by,
      String body) {
    ObjectNode changes = Json.object("body", Json.object("from", comment.body));
    comment.body = body;
    comment.updatedAt = world.now();
    world.touch(repository.issueOf(pull));
    tell(repository, pull, thread, comment, by, "edited", changes);
  }

  /** With its last comment a thread goes too. */
  public void delete(
      Repository repository,
      PullRequest pull,
      ReviewThread thread,
      ReviewComment comment,
      Actor by) {
    thread.comments.remove(comment.id);
    if (thread.comments.isEmpty()) pull.threads.remove(thread.id);
    world.touch(repository.issueOf(pull));
    tell(repository, pull, thread, comment, by, "deleted", null);
  }

  public void resolve(
      Repository repository, PullRequest pull, ReviewThread thread, Actor by, boolean resolved) {
    if (thread.resolved == resolved) return;
    thread.resolved = resolved;
    thread.resolvedBy = resolved ? by.account().id : null;
    world.touch(repository.issueOf(pull));
    hooks.tell(
        "pull_request_review_thread",
        resolved ? "resolved" : "unresolved",
        repository,
        by.account(),
        "pull_request",
        shapes.pulls.simple(repository, pull),
        "thread",
        shapes.threads.thread(repository, pull, thread));
  }

  private void tell(
      Repository repository,
      PullRequest pull,
      ReviewThread thread,
      ReviewComment comment,
      Actor by,
      String action,
      @Nullable ObjectNode changes) {
    ObjectNode shape = shapes.threads.comment(repository, pull, thread, comment);
    ObjectNode simple = shapes.pulls.simple(repository, pull);
    if (changes == null)
      hooks.tell(
          "pull_request_review_comment",
          action,
          repository,
          by.account(),
          "comment",
          shape,
          "pull_request",
          simple);
    else
      hooks.tell(
          "pull_request_review_comment",
          action,
          repository,
          by.account(),
          "changes",
          changes,
          "comment",
          shape,
          "pull_request",
          simple);
  }
}
