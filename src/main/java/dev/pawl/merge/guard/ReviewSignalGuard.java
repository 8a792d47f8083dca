package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Opinions.Weight;

/**
 * Somebody must have said that the work is done. An agent does so by asking for a review, or is
 * seen to finish; work that no task asked for needs the approval of somebody else who may write.
 */
final class ReviewSignalGuard implements Guard {
  @Override
  public String name() {
    return "Review signal";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    if (candidate.ownAsPlanned()) {
      String wanted = "none for Pawl's own";
      return Verdict.pass(
          name + " is Pawl's own and needs no review signal.", "Pawl's own", wanted);
    }
    if (candidate.phase() == null) {
      String wanted = "an approval, since no task of Pawl's asked for it";
      return Opinions.approvals(candidate) > 0
          ? Verdict.pass(name + " was approved at this head.", "approved", wanted)
          : Opinions.await(
              candidate,
              1,
              "Waiting for somebody to approve " + name + ", which no task of Pawl's asked for",
              "no approval of this head",
              wanted,
              "Somebody who may write, other than its author, approves it.");
    }
    String wanted = "a review asked for, or the agent's finish";
    return given(candidate)
        ? Verdict.pass("The work on " + name + " was said to be done.", found(candidate), wanted)
        : Opinions.await(
            candidate,
            1,
            "Waiting for a review to be asked for on " + name,
            "none",
            wanted,
            "A review is asked for, or the agent is seen to finish.");
  }

  /** Whether somebody said that the work is done. */
  static boolean given(Candidate candidate) {
    Candidate.Phase phase = candidate.phase();
    return !candidate.pull().reviewRequests().isEmpty()
        || (phase != null && phase.finished())
        // GitHub takes the request away when the review is given.
        || approved(candidate);
  }

  private static String found(Candidate candidate) {
    Candidate.Phase phase = candidate.phase();
    if (!candidate.pull().reviewRequests().isEmpty()) {
      return "a review is asked for";
    }
    return phase != null && phase.finished() ? "the agent finished" : "approved";
  }

  private static boolean approved(Candidate candidate) {
    return !Opinions.approving(candidate, Weight.COUNTS).isEmpty();
  }
}
