package dev.pawl.merge.guard;

/** No conversation left open, where the branch's rules or the settings ask for that. */
final class ThreadsGuard implements Guard {
  @Override
  public String name() {
    return "Conversations";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    int open = candidate.pull().threads();
    boolean wanted =
        candidate.pull().rules().threadsResolved() || candidate.demands().threadsResolved();
    String found = open + " open";
    String asked = wanted ? "all resolved" : "not asked for";
    if (!wanted || open == 0) {
      return Verdict.pass(
          "Nothing asks for more conversations of " + candidate.name() + " to be resolved.",
          found,
          asked);
    }
    return Verdict.await(
        "Waiting for %s %s on %s to be resolved."
            .formatted(open, open == 1 ? "conversation" : "conversations", candidate.name()),
        found,
        asked,
        "They are resolved.");
  }
}
