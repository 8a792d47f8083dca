package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;

/** Only what is open can be merged. */
final class OpenGuard implements Guard {
  @Override
  public String name() {
    return "Open";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    return switch (candidate.pull().state()) {
      case OPEN -> Verdict.pass(name + " is open.", "open", "open");
      case MERGED ->
          Verdict.block(
              "Done: " + name + " is merged.",
              "merged",
              "open",
              "Nothing; it is over.",
              Remedy.NONE);
      case CLOSED ->
          Verdict.block(
              "Done: " + name + " was closed.",
              "closed",
              "open",
              "Somebody opens it again.",
              Remedy.NONE);
    };
  }
}
