package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import java.util.List;

/**
 * What happens to reviews. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review.
 */
public final class ReviewActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;

  ReviewActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  /** Writes a review that nobody but its author sees yet. */
  public Review draft(
      Repository repository, PullRequest pull, Actor by, String body, String commit) {
    Review review = new Review();
    review.id = world.nextId();
    review.author = by.account().id;
    review.byApp = by.byApp();
    review.body = body;
    review.commit = commit;
    review.updatedAt = world.now();
    pull.reviews.put(review.id, review);
    world.touch(repository.issueOf(pull));
    return review;
  }

  /** Submits it: the reviewer is no longer asked for one, which is not told (assumed). */
  public void submit(
      Repository repository, PullRequest pull, Actor by, Review review, Review.State state) {
    review.state = state;
    review.submittedAt = world.now();
    review.updatedAt = world.now();
    pull.requestedReviewers.remove((Long) review.author);
    world.touch(repository.issueOf(pull));
    tell(repository, pull, review, by, "submitted", Json.object());
  }

  public void dismiss(Repository repository, PullRequest pull, Actor by, Review review) {
    review.state = Review.State.DISMISSED;
    review.updatedAt = world.now();
    world.touch(repository.issueOf(pull));
    tell(repository, pull, review, by, "dismissed", Json.object());
  }

  /** Changes the words; of a review that is not submitted nobody is told. */
  public void edit(Repository repository, PullRequest pull, Actor by, Review review, String body) {
    ObjectNode changes =
        Json.object("changes", Json.object("body", Json.object("from", review.body)));
    review.body = body;
    review.updatedAt = world.now();
    world.touch(repository.issueOf(pull));
    if (review.state != Review.State.PENDING) tell(repository, pull, review, by, "edited", changes);
  }

  /** Only one that is not submitted can go, and its comments with it. */
  public void delete(Repository repository, PullRequest pull, Review review) {
    pull.reviews.remove(review.id);
    for (ReviewThread thread : List.copyOf(pull.threads.values())) {
      thread.comments.values().removeIf(comment -> comment.review == review.id);
      if (thread.comments.isEmpty()) pull.threads.remove(thread.id);
    }
    world.touch(repository.issueOf(pull));
  }

  private void tell(
      Repository repository,
      PullRequest pull,
      Review review,
      Actor by,
      String action,
      ObjectNode changes) {
    // Webhooks write the state in lower case, REST in upper case.
    ObjectNode shape = shapes.reviews.told(repository, pull, review);
    ObjectNode simple = shapes.pulls.simple(repository, pull);
    if (changes.isEmpty())
      hooks.tell(
          "pull_request_review",
          action,
          repository,
          by.account(),
          "review",
          shape,
          "pull_request",
          simple);
    else
      hooks.tell(
          "pull_request_review",
          action,
          repository,
          by.account(),
          "changes",
          changes.get("changes"),
          "review",
          shape,
          "pull_request",
          simple);
  }
}
