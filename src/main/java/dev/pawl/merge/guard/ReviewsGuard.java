package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import java.util.Collection;
import java.util.Set;

/** As long as somebody wants changes, nothing is merged, however many others approve. */
final class ReviewsGuard implements Guard {
  private static final String WANTED = "no changes requested";
  private static final Set<String> HARMLESS = Set.of(Opinions.APPROVED, Opinions.DISMISSED);

  @Override
  public String name() {
    return "Reviews";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    Collection<ReviewFacts> opinions = Opinions.of(candidate.pull());
    for (ReviewFacts review : opinions) {
      String who = Quoted.of(review.author());
      if (review.state().equals(Opinions.CHANGES_REQUESTED)) {
        return Verdict.block(
            "Waiting for new commits on " + candidate.name() + ": " + who + " asked for changes.",
            who + " asked for changes",
            WANTED,
            "The changes are made and " + who + " approves, or the review is dismissed.",
            Remedy.COMMITS);
      }
    }
    for (ReviewFacts review : opinions) {
      if (!HARMLESS.contains(review.state())) {
        String word = Quoted.of(review.state());
        return Verdict.block(
            "Needs you: a review of "
                + candidate.name()
                + " says "
                + word
                + ", which Pawl does not know.",
            word,
            WANTED,
            "The review is dismissed.",
            Remedy.PERSON);
      }
    }
    return Verdict.pass("Nobody wants changes on " + candidate.name() + ".", "none", WANTED);
  }
}
