package dev.pawl.merge.guard;

import dev.pawl.settings.Freeze;
import java.time.Instant;
import java.util.Comparator;

/**
 * Nothing is merged during a freeze: one that the settings name, or one that somebody has begun.
 * One that begins after this was judged stops the merge when it is claimed.
 */
final class FreezeGuard implements Guard {
  private static final String WANTED = "no freeze";

  @Override
  public String name() {
    return "Freeze";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    Candidate.Hold byHand = candidate.freeze();
    if (byHand != null && !candidate.sparedFromFreezeByHand()) {
      return new Verdict.Wait(
          "Waiting for the end of the freeze, for %s, set by %s: %s."
              .formatted(name, Quoted.of(byHand.who()), Quoted.of(byHand.why(), 200)),
          "a freeze, set by " + Quoted.of(byHand.who()),
          WANTED,
          "Somebody ends it" + (byHand.until() == null ? "." : ", or its time is over."),
          byHand.until());
    }
    return candidate.demands().freezes().stream()
        .filter(freeze -> !freeze.spares(candidate.pull().labels()))
        .filter(freeze -> freeze.endsAfter(candidate.at()).isPresent())
        .max(Comparator.comparing(freeze -> freeze.endsAfter(candidate.at()).orElse(Instant.MIN)))
        .map(freeze -> frozen(candidate, freeze))
        .orElseGet(
            () -> Verdict.pass("No freeze keeps " + name + " from being merged.", "none", WANTED));
  }

  private static Verdict frozen(Candidate candidate, Freeze freeze) {
    Instant end = freeze.endsAfter(candidate.at()).orElseThrow();
    return new Verdict.Wait(
        "Waiting for the end of the freeze %s at %s, for %s."
            .formatted(Quoted.of(freeze.reason(), 200), Times.of(end), candidate.name()),
        "the freeze " + Quoted.of(freeze.reason()) + " until " + Times.of(end),
        WANTED,
        freeze.except().isEmpty()
            ? "Its time is over."
            : "Its time is over, or it has the label "
                + Quoted.of(freeze.except().getFirst())
                + ".",
        end);
  }
}
