package dev.pawl.loop;

import dev.pawl.loop.policy.LoopChange;
import dev.pawl.run.View;
import java.util.ArrayList;
import java.util.List;

/**
 * What was noted before a decision, and the view that came of it.
 *
 * @param rounds each time that it was looked at what is to be noted; of the last, mostly nothing
 */
record Noted(List<Round> rounds, View view) {
  Noted {
    rounds = List.copyOf(rounds);
  }

  /** What was seen, and what followed. */
  record Round(View seen, List<LoopChange> changes) {}

  static Noted nothing(View view) {
    return new Noted(List.of(), view);
  }

  /** The same, after one more look. */
  Noted and(List<LoopChange> changes, View next) {
    List<Round> all = new ArrayList<>(rounds);
    all.add(new Round(view, changes));
    return new Noted(all, next);
  }

  /** The same, with what has come about since. */
  Noted by(View later) {
    return new Noted(rounds, later);
  }

  boolean anything() {
    return rounds.stream().anyMatch(round -> !round.changes().isEmpty());
  }
}
