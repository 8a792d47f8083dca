package dev.pawl.merge.guard;

import java.time.Duration;
import java.time.Instant;

/** Left alone for as long as the settings want, so that whoever still works on it can go on. */
final class QuietGuard implements Guard {
  @Override
  public String name() {
    return "Quiet";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    int minutes = candidate.demands().quietMinutes();
    String name = candidate.name();
    if (minutes == 0) {
      return Verdict.pass(
          "Nobody asks for " + name + " to be left alone first.", "not asked for", "no time");
    }
    String wanted = minutes + " minutes without a change";
    if (candidate.pull().draft()) {
      // Pawl marks it as ready, which is a change itself: the time would be waited for twice.
      return Verdict.pass(
          "The time in which " + name + " is left alone begins when it is ready.",
          "a draft",
          wanted);
    }
    Instant since = candidate.headSince();
    Instant until = since == null ? null : since.plus(Duration.ofMinutes(minutes));
    if (until == null || until.isAfter(candidate.at())) {
      return new Verdict.Wait(
          until == null
              ? "Waiting for GitHub to say when " + name + " last changed."
              : "Waiting until %s: %s is to be left alone for %s minutes before it is merged."
                  .formatted(Times.of(until), name, minutes),
          since == null ? "not known" : "changed at " + Times.of(since),
          wanted,
          "The time passes without a change.",
          until == null ? candidate.lookAgain() : until);
    }
    return Verdict.pass(name + " was left alone for a while.", "left alone", wanted);
  }
}
