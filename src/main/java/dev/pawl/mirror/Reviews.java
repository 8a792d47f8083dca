package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.PullRequestSnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps what events tell of reviews. A dismissal is never undone, so it wins in any order.
 *
 * <p>An event tells how somebody is associated with the repository, and not whether they may write
 * to it: an opinion counts only after a reading said so, which is therefore asked for.
 */
@ApplicationScoped
public class Reviews {
  private static final int MOST = 1_000;

  /** What a review says that neither approves nor asks for changes; no guard looks at it. */
  private static final Set<String> NO_OPINION = Set.of("COMMENTED", Review.DISMISSED);

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
                if (merge(pull, known, review)) {
                  pull.tell();
                }
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
                        if (!NO_OPINION.contains(review.state)) {
                          pull.doubt("a review came, and whether its author may write is unread");
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

  /**
   * Its state is told once and then only ever dismissed.
   *
   * @return whether it says something else now
   */
  private static boolean merge(PullRequest pull, Review known, Review told) {
    String state = known.state;
    String head = known.head;
    if (told.state.equals(Review.DISMISSED)) {
      if (!known.state.equals(Review.DISMISSED)) {
        pull.doubt("a review was dismissed");
      }
      known.state = Review.DISMISSED;
    }
    if (told.headTold && !known.headTold) {
      known.head = told.head;
      known.headTold = true;
    }
    return !(known.state.equals(state) && known.head.equals(head));
  }

  /** What a reading says of a review that may be known. */
  static void read(Review known, PullRequestSnapshot.Review told) {
    String state = Bounded.text(told.state(), Bounded.NAME);
    known.authorId = told.authorId();
    known.author = Bounded.text(told.author(), Bounded.NAME);
    known.state = known.state.equals(Review.DISMISSED) ? Review.DISMISSED : state;
    known.access = told.mayPush() ? "WRITE" : "NONE";
  }
}
