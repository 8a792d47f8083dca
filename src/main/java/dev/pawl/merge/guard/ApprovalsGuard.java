package dev.pawl.merge.guard;

/** As many approvals of this head as rules and settings ask for, by people who may write. */
final class ApprovalsGuard implements Guard {
  @Override
  public String name() {
    return "Approvals";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    int required = Math.max(candidate.pull().rules().approvals(), candidate.demands().approvals());
    long given = Opinions.approvals(candidate);
    if (given >= required) {
      return Verdict.pass(
          candidate.name() + " has the approvals that are asked for.",
          Long.toString(given),
          Integer.toString(required));
    }
    return Opinions.await(
        candidate,
        required - given,
        "Waiting for %s of %s approvals on %s"
            .formatted(required - given, required, candidate.name()),
        Long.toString(given),
        Integer.toString(required),
        "Somebody who may write, other than its author, approves this head.");
  }
}
