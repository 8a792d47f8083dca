package dev.pawl.loop.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy returns.
 *
 * @param steps everything that can be done now, in order
 * @param waits everything that must be waited for
 * @param reason why, as one sentence for people
 * @param change what would change this, as one sentence
 * @param wakeAt when to look again without an event, by the world's clock; null: only an event
 *     changes this
 */
public record Decision(
    Stage stage,
    StateWord state,
    List<Step> steps,
    List<Wait> waits,
    String reason,
    String change,
    @Nullable Instant wakeAt) {

  /** The same, with steps that can be taken besides; they come first. */
  Decision with(List<Step> besides) {
    if (besides.isEmpty()) {
      return this;
    }
    List<Step> all = new ArrayList<>(besides);
    all.addAll(steps);
    return new Decision(stage, state, List.copyOf(all), waits, reason, change, wakeAt);
  }

  /** The same, with a sentence more of why. */
  Decision besides(String sentence) {
    return new Decision(stage, state, steps, waits, reason + " " + sentence, change, wakeAt);
  }

  /** The same at another stage. */
  Decision at(Stage other) {
    return new Decision(other, state, steps, waits, reason, change, wakeAt);
  }

  /** The same, looked at again at a certain time at the latest. */
  public Decision by(@Nullable Instant time) {
    if (time == null || wakeAt != null && !time.isBefore(wakeAt)) {
      return this;
    }
    return new Decision(stage, state, steps, waits, reason, change, time);
  }

  /**
   * Something that must be waited for.
   *
   * @param until null when only an event ends it
   */
  public record Wait(String reason, @Nullable Instant until) {}
}
