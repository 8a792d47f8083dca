package dev.pawl.merge.guard;

/** Of what was never read nothing else can be said. */
final class ReadGuard implements Guard {
  private static final String WANTED = "read from GitHub";

  @Override
  public String name() {
    return "Read";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    return candidate.pull().readAt() == null
        ? new Verdict.Wait(
            "Waiting for " + name + " to be read from GitHub.",
            "never read",
            WANTED,
            "It is read.",
            candidate.at())
        : Verdict.pass(name + " was read from GitHub.", "read", WANTED);
  }
}
