package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What reviewers think now: the last word of each that is more than a comment. */
final class Opinions {
  static final String APPROVED = "APPROVED";
  static final String CHANGES_REQUESTED = "CHANGES_REQUESTED";
  static final String DISMISSED = "DISMISSED";
  private static final Set<String> NO_OPINION = Set.of("COMMENTED", "PENDING");

  private Opinions() {}

  /** One a reviewer. A state that is new to Pawl counts as an opinion, so that it is not lost. */
  static Collection<ReviewFacts> of(PullRequestFacts pull) {
    Map<Long, ReviewFacts> last = new LinkedHashMap<>();
    pull.reviews().stream()
        .filter(review -> !NO_OPINION.contains(review.state()))
        .sorted(Comparator.comparing(ReviewFacts::at).thenComparing(ReviewFacts::id))
        .forEach(review -> last.put(review.authorId(), review));
    return last.values();
  }

  /** An approval counts for the head that it was given on, and never by the author. */
  static boolean approves(ReviewFacts review, PullRequestFacts pull) {
    return review.state().equals(APPROVED)
        && review.head().equals(pull.head().sha())
        && review.authorId() > 0
        && review.authorId() != pull.author().id();
  }
}
