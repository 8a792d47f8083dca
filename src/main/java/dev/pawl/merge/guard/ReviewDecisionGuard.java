package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's own word on all reviews together. It knows rules that Pawl cannot judge, such as whose
 * code it is; where the App may bypass them, GitHub would merge all the same.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/enums#pullrequestreviewdecision">
 *     PullRequestReviewDecision</a>
 */
final class ReviewDecisionGuard implements Guard {
  @Override
  public String name() {
    return "Review decision";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    boolean owners = candidate.pull().rules().codeOwners();
    String decision = candidate.pull().reviewDecision();
    String wanted =
        owners ? "APPROVED, by code owners too" : "APPROVED, where rules ask for reviews";
    String found = decision == null ? "none" : Quoted.of(decision);
    if (Opinions.APPROVED.equals(decision)) {
      return Verdict.pass("GitHub counts " + candidate.name() + " as approved.", found, wanted);
    }
    if (decision == null && !owners) {
      return Verdict.pass("No rule asks for a review of " + candidate.name() + ".", found, wanted);
    }
    return refused(candidate, owners, decision, found, wanted);
  }

  private static Verdict refused(
      Candidate candidate, boolean owners, @Nullable String decision, String found, String wanted) {
    String name = candidate.name();
    if (decision == null) {
      return Verdict.block(
          "Needs you: the rules want code owners to review "
              + name
              + ", and GitHub does not say whether they did.",
          found,
          wanted,
          "GitHub says so after a review by a code owner, or a person merges it.",
          Remedy.PERSON);
    }
    if (decision.equals(Opinions.CHANGES_REQUESTED)) {
      return Verdict.block(
          "Waiting for new commits on " + name + ": GitHub counts changes as requested.",
          found,
          wanted,
          "Whoever asked for changes approves, or the review is dismissed.",
          Remedy.COMMITS);
    }
    String who = owners ? "a code owner's approval" : "the reviews that the rules ask for";
    return Verdict.await(
        "Waiting for " + who + " on " + name + ": GitHub says " + found + ".",
        found,
        wanted,
        owners
            ? "The owners of the changed files approve it."
            : "Those whom the rules ask for approve it.");
  }
}
