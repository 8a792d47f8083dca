package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Verdict;

/** How a pull request stands, in the few words that labels have. */
public enum PullState {
  /** It waits: for its agent, for checks, for somebody to look at it. */
  PENDING_REVIEW,
  CHANGES_REQUESTED,
  READY,
  BLOCKED;

  /** The guard that knows what reviews say. */
  private static final String REVIEWS = "Reviews";

  public static PullState of(Judgement judgement) {
    if (judgement.passes()) {
      return READY;
    }
    boolean changes =
        judgement.lines().stream()
            .filter(line -> line.guard().equals(REVIEWS))
            .anyMatch(
                line ->
                    line.verdict() instanceof Verdict.Block block
                        && block.remedy() == Verdict.Remedy.COMMITS);
    if (changes) {
      return CHANGES_REQUESTED;
    }
    return judgement.lines().stream().anyMatch(line -> line.verdict() instanceof Verdict.Block)
        ? BLOCKED
        : PENDING_REVIEW;
  }
}
