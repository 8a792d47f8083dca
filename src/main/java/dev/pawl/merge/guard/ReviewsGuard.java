package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Opinions.Weight;
import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import java.util.List;
import java.util.Set;

/**
 * As long as somebody who may write wants changes, nothing is merged, however many others approve.
 * A stranger could otherwise hold everything up for ever.
 */
final class ReviewsGuard implements Guard {
  private static final String WANTED = "no changes requested by who may write";
  private static final Set<String> HARMLESS = Set.of(Opinions.APPROVED, Opinions.DISMISSED);

  @Override
  public String name() {
    return "Reviews";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<ReviewFacts> counted = against(candidate, Weight.COUNTS);
    for (ReviewFacts review : counted) {
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
    if (!counted.isEmpty()) {
      String word = Quoted.of(counted.getFirst().state());
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
    List<ReviewFacts> unread = against(candidate, Weight.UNREAD);
    if (!unread.isEmpty()) {
      String who = Opinions.names(unread);
      return new Verdict.Wait(
          "Waiting for GitHub to say whether "
              + who
              + ", who asked for changes on "
              + candidate.name()
              + ", may write.",
          who + " asked for changes, rights unread",
          WANTED,
          "Their rights are read.",
          candidate.lookAgain());
    }
    List<ReviewFacts> strangers = against(candidate, Weight.NONE);
    if (!strangers.isEmpty()) {
      String who = Opinions.names(strangers);
      return Verdict.pass(
          "Nobody who may write wants changes on "
              + candidate.name()
              + "; what "
              + who
              + " asked for is seen and not counted.",
          "asked for by " + who + ", who may not write: not counted",
          WANTED);
    }
    return Verdict.pass("Nobody wants changes on " + candidate.name() + ".", "none", WANTED);
  }

  private static List<ReviewFacts> against(Candidate candidate, Weight weight) {
    return Opinions.of(candidate, weight, review -> !HARMLESS.contains(review.state()));
  }
}
