package dev.pawl.admin;

import dev.pawl.run.PhaseFacts;
import dev.pawl.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which runs are looked for, as it was sent. Pure.
 *
 * @param state of the runs; empty: any
 * @param phase a state that one of their phases is in; empty: any
 * @param before only runs that began before the one of this number; empty: from the newest on
 */
record RunFilter(String state, String phase, String before) {
  /** What is said of one with a mistake. */
  static final String TITLE = "This cannot be looked for";

  static final List<String> STATES = List.of(Run.OPEN, Run.DONE, Run.CANCELLED);
  static final List<String> PHASES =
      Arrays.stream(PhaseFacts.State.values()).map(PhaseFacts.State::label).toList();

  /** What is wrong with it, as one sentence. */
  Optional<String> mistake() {
    if (!state.isEmpty() && !STATES.contains(state)) {
      return Optional.of("The state of a run must be " + either(STATES) + ".");
    }
    if (!phase.isEmpty() && !PHASES.contains(phase)) {
      return Optional.of("The state of a phase must be " + either(PHASES) + ".");
    }
    return before.matches("[0-9]{0,18}")
        ? Optional.empty()
        : Optional.of("Where a list goes on is said by the number of a run.");
  }

  private static String either(List<String> states) {
    int last = states.size() - 1;
    return String.join(", ", states.subList(0, last)) + " or " + states.get(last);
  }

  /** The number below which it looks. */
  long beforeRun() {
    return before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before);
  }

  /** Whether it leaves anything out. */
  public boolean any() {
    return state.isEmpty() && phase.isEmpty() && before.isEmpty();
  }

  /** What is said where nothing fits. */
  public String nothing() {
    if (any()) {
      return "None yet. The first one begins with the first task.";
    }
    String runs = before.isEmpty() ? "No run" : "No earlier run";
    if (phase.isEmpty()) {
      return runs + (state.isEmpty() ? " is there." : " is " + state + ".");
    }
    return runs
        + (state.isEmpty() ? "" : " that is " + state)
        + " has a phase that is "
        + phase
        + ".";
  }
}
