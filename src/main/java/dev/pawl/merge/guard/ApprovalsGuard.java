package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts;

/** As many approvals of this head as the branch's rules ask for. */
final class ApprovalsGuard implements Guard {
  @Override
  public String name() {
    return "Approvals";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    PullRequestFacts pull = candidate.pull();
    int required = pull.rules().approvals();
    long given =
        Opinions.of(pull).stream().filter(review -> Opinions.approves(review, pull)).count();
    if (given >= required) {
      return Verdict.pass(
          candidate.name() + " has the approvals that the rules ask for.",
          Long.toString(given),
          Integer.toString(required));
    }
    return Verdict.await(
        "Waiting for %s of %s approvals on %s."
            .formatted(required - given, required, candidate.name()),
        Long.toString(given),
        Integer.toString(required),
        "Somebody other than its author approves this head.");
  }
}
