package dev.pawl.merge.guard;

import java.time.Duration;
import java.time.Instant;

/** No more merges an hour than the settings allow. */
final class PaceGuard implements Guard {
  /** What a merge counts for. */
  static final Duration WINDOW = Duration.ofHours(1);

  @Override
  public String name() {
    return "Pace";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    int most = candidate.demands().perHour();
    String name = candidate.name();
    if (most == 0) {
      return Verdict.pass(
          "Merges like that of " + name + " are not counted.", "not counted", "any number an hour");
    }
    String wanted = "at most " + most + " an hour";
    Candidate.Pace pace = candidate.pace();
    int merged = pace.merged().size();
    if (merged + pace.ahead() < most) {
      return Verdict.pass(
          "There were fewer than %s merges within the hour before %s.".formatted(most, name),
          "fewer than " + most,
          wanted);
    }
    // As many must have left the window as are one too many; what is ahead is not merged yet.
    int leaves = merged - most;
    Instant free =
        leaves < 0 || leaves >= merged
            ? candidate.at().plus(WINDOW)
            : pace.merged().get(leaves).plus(WINDOW);
    return new Verdict.Wait(
        "Waiting until %s with %s: %s %s within an hour, and no more are allowed."
            .formatted(Times.of(free), name, merged + pace.ahead(), most == 1 ? "merge" : "merges"),
        "as many as are allowed, until " + Times.of(free),
        wanted,
        "The hour is over.",
        free);
  }
}
