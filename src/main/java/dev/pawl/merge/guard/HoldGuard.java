package dev.pawl.merge.guard;

/**
 * A person holds it back, or has paused the whole repository. That nothing is merged then is held
 * by the claim of effects itself; this guard says so where people look.
 */
final class HoldGuard implements Guard {
  private static final String WANTED = "nobody holds it back";

  @Override
  public String name() {
    return "Hold";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    Candidate.Hold hold = candidate.hold();
    if (hold == null) {
      return Verdict.pass("Nobody holds " + candidate.name() + " back.", "none", WANTED);
    }
    String who = Quoted.of(hold.who());
    String what =
        hold.whole()
            ? "the repository's pause, for " + candidate.name()
            : "the hold on " + candidate.name();
    return new Verdict.Wait(
        "Waiting for the end of %s, set by %s: %s."
            .formatted(what, who, Quoted.of(hold.why(), 200)),
        (hold.whole() ? "paused by " : "held by ") + who,
        WANTED,
        "Somebody ends it on the repository's page"
            + (hold.until() == null ? "." : ", or its time is over."),
        hold.until());
  }
}
