package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps what events tell of reviews. A dismissal is never undone, so it wins in any order. */
@ApplicationScoped
public class Reviews {
  private static final int MOST = 1_000;

  /**
   * Takes what an event says of a review of a pull request that the loop follows.
   *
   * @param told the review, as REST has it
   * @param submitted whether the event is the review's own arrival, when nothing can have pointed
   *     it elsewhere yet
   */
  public Uni<Void> observe(PullRequest pull, JsonNode told, boolean submitted, Instant now) {
    Review review = review(pull, told, now);
    review.headTold = submitted;
    if (review.id <= 0 || review.state.equals("PENDING")) {
      return Uni.createFrom().voidItem();
    }
    return Review.<Review>findById(new Review.Key(pull.repositoryId, pull.number, review.id))
        .chain(
            known -> {
              if (known != null) {
                merge(known, review);
                return Uni.createFrom().voidItem();
              }
              return Review.count(
                      "repositoryId = ?1 and number = ?2", pull.repositoryId, pull.number)
                  .chain(
                      count -> {
                        if (count >= MOST) {
                          pull.doubt("it has more reviews than can be followed");
                          return Uni.createFrom().voidItem();
                        }
                        return review.persist().replaceWithVoid();
                      });
            });
  }

  private static Review review(PullRequest pull, JsonNode told, Instant now) {
    Review review = new Review();
    review.repositoryId = pull.repositoryId;
    review.number = pull.number;
    review.id = told.path("id").asLong(0);
    review.authorId = PullRequestFact.number(told.path("user").path("id"));
    review.author =
        PullRequestFact.login(PullRequestFact.text(told.path("user").path("login"), Bounded.NAME));
    review.state = PullRequestFact.text(told.path("state"), Bounded.NAME).toUpperCase(Locale.ROOT);
    String commit = PullRequestFact.text(told.path("commit_id"), Bounded.NAME);
    review.head = commit.isEmpty() ? pull.headSha : commit;
    Instant at = Version.time(told.path("submitted_at"));
    review.at = at == null ? now : at;
    return review;
  }

  /** Its state is told once and then only ever dismissed. */
  private static void merge(Review known, Review told) {
    if (told.state.equals(Review.DISMISSED)) {
      known.state = Review.DISMISSED;
    }
    if (told.headTold && !known.headTold) {
      known.head = told.head;
      known.headTold = true;
    }
  }

  /** What a reading says of a review that may be known. */
  static void read(Review known, @Nullable Long authorId, String author, String state) {
    known.authorId = authorId;
    known.author = author;
    known.state = known.state.equals(Review.DISMISSED) ? Review.DISMISSED : state;
  }
}
