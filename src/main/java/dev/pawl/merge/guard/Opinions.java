package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What reviewers think now: the last word of each that is more than a comment. Anybody may review a
 * public repository, so it matters who may write: as on GitHub, others are heard and not counted.
 *
 * @see <a
 *     href="https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/about-pull-request-reviews">About
 *     pull request reviews</a>
 */
final class Opinions {
  static final String APPROVED = "APPROVED";
  static final String CHANGES_REQUESTED = "CHANGES_REQUESTED";
  static final String DISMISSED = "DISMISSED";
  private static final Set<String> NO_OPINION = Set.of("COMMENTED", "PENDING");
  private static final int NAMED = 3;

  private Opinions() {}

  /** What somebody's opinion is worth. */
  enum Weight {
    /** They may write, or are the task's agent. */
    COUNTS,
    /** They may not write. */
    NONE,
    /** GitHub was not asked since they spoke. */
    UNREAD
  }

  /** One a reviewer. A state that is new to Pawl counts as an opinion, so that it is not lost. */
  static List<ReviewFacts> of(PullRequestFacts pull) {
    Map<Long, ReviewFacts> last = new LinkedHashMap<>();
    pull.reviews().stream()
        .filter(review -> !NO_OPINION.contains(review.state()))
        .sorted(Comparator.comparing(ReviewFacts::at).thenComparing(ReviewFacts::id))
        .forEach(review -> last.put(review.authorId(), review));
    return List.copyOf(last.values());
  }

  static Weight weight(ReviewFacts review, Candidate candidate) {
    Candidate.Phase phase = candidate.phase();
    if (review.access().mayWrite()
        || (phase != null && phase.agentIds().contains(review.authorId()))) {
      return Weight.COUNTS;
    }
    return review.access() == Access.UNKNOWN ? Weight.UNREAD : Weight.NONE;
  }

  /** Those of one weight that say a thing. */
  static List<ReviewFacts> of(Candidate candidate, Weight weight, Predicate<ReviewFacts> saying) {
    return of(candidate.pull()).stream()
        .filter(saying)
        .filter(review -> weight(review, candidate) == weight)
        .toList();
  }

  /** Whether it approves this very head and is not by the author, whoever else it is by. */
  static boolean approves(ReviewFacts review, PullRequestFacts pull) {
    return review.state().equals(APPROVED)
        && review.head().equals(pull.head().sha())
        && review.authorId() > 0
        && review.authorId() != pull.author().id();
  }

  /**
   * The approvals of this head by those who may write, which are those that GitHub counts.
   *
   * <p>The task's agent is not among them, unless it may write itself.
   */
  static long approvals(Candidate candidate) {
    return of(candidate.pull()).stream()
        .filter(review -> approves(review, candidate.pull()))
        .filter(review -> review.access().mayWrite())
        .count();
  }

  /** The approvals of this head that count for nothing, or not yet. */
  static List<ReviewFacts> approving(Candidate candidate, Weight weight) {
    return of(candidate, weight, review -> approves(review, candidate.pull()));
  }

  /** Who they are by, in a sentence. */
  static String names(List<ReviewFacts> reviews) {
    String names =
        reviews.stream()
            .limit(NAMED)
            .map(review -> Quoted.of(review.author()))
            .collect(Collectors.joining(", "));
    int more = reviews.size() - NAMED;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  /**
   * The end of a sentence about missing approvals: whose are there all the same.
   *
   * @return empty, or a half sentence that begins with a semicolon
   */
  static String uncounted(Candidate candidate) {
    List<ReviewFacts> strangers = approving(candidate, Weight.NONE);
    List<ReviewFacts> unread = approving(candidate, Weight.UNREAD);
    String text = "";
    if (!strangers.isEmpty()) {
      text =
          "; the approval of "
              + names(strangers)
              + ", without the right to write, is seen and not counted";
    }
    return unread.isEmpty()
        ? text
        : text + "; whether " + names(unread) + ", who approved it, may write is not read yet";
  }

  /**
   * The wait for an approval: it is read again where that alone may bring one that counts.
   *
   * @param missing how many are missing
   */
  static Verdict.Wait await(
      Candidate candidate,
      long missing,
      String sentence,
      String found,
      String wanted,
      String change) {
    boolean reading = approving(candidate, Weight.UNREAD).size() >= missing;
    return new Verdict.Wait(
        sentence + uncounted(candidate) + ".",
        found,
        wanted,
        change,
        reading ? candidate.lookAgain() : null);
  }
}
