package dev.pawl.merge.guard;

/**
 * A person's draft waits for the person. An agent leaves its work a draft, so when it has finished,
 * Pawl marks it ready itself.
 */
final class DraftGuard implements Guard {
  private static final String WANTED = "no draft, or an agent's finished one";

  @Override
  public String name() {
    return "Draft";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    if (!candidate.pull().draft()) {
      return Verdict.pass(candidate.name() + " is no draft.", "no draft", WANTED);
    }
    if (!candidate.byAgent()) {
      return Verdict.await(
          "Waiting for " + candidate.name() + " to be marked as ready: it is a draft.",
          "a draft by " + Quoted.of(candidate.pull().author().login()),
          WANTED,
          "Its author marks it as ready.");
    }
    String by = candidate.pull().draftedBy();
    if (by != null) {
      return Verdict.await(
          "Waiting for "
              + candidate.name()
              + " to be marked as ready: "
              + Quoted.of(by)
              + " made it a draft again.",
          "a draft again by " + Quoted.of(by),
          WANTED,
          "Somebody marks it as ready.");
    }
    return ReviewSignalGuard.given(candidate)
        ? Verdict.pass(
            candidate.name() + " is a draft that its agent has finished.",
            "an agent's finished draft",
            WANTED)
        : Verdict.await(
            "Waiting for the agent to finish " + candidate.name() + ", which is still a draft.",
            "an agent's draft",
            WANTED,
            "The agent asks for a review, or is seen to finish.");
  }
}
