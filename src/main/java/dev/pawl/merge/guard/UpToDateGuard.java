package dev.pawl.merge.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The head contains the base's latest commit, where the branch's rules ask for that. */
final class UpToDateGuard implements Guard {
  @Override
  public String name() {
    return "Up to date";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    boolean strict = candidate.pull().rules().strict();
    boolean behind = candidate.pull().mergeState().equals("BEHIND");
    String base = Quoted.of(candidate.pull().base().branch());
    String wanted = strict ? "contains all of " + base : "not asked for by the rules";
    if (strict && behind) {
      return new Verdict.Wait(
          "Waiting for " + candidate.name() + " to be brought up to date with " + base + ".",
          "behind " + base,
          wanted,
          "The latest of " + base + " is merged into it.",
          next(candidate));
    }
    return Verdict.pass(
        candidate.name() + " is as up to date as the rules ask for.",
        behind ? "behind " + base : "up to date",
        wanted);
  }

  /**
   * When it is to be read again. Its branch is brought up to date by what was read just now, so
   * that comes first; whose turn is another's waits for that one.
   */
  private static @Nullable Instant next(Candidate candidate) {
    boolean itsTurn = candidate.pace().updating() == null && candidate.pace().readsNow();
    return itsTurn && !FreshGuard.fresh(candidate) ? candidate.at() : null;
  }
}
