package dev.pawl.effect;

import java.time.Instant;

/** What one try to get on with the outbox came to. */
public sealed interface EffectStep {
  /** Nothing is open. */
  record Nothing() implements EffectStep {}

  /** An outcome was stored; the state must be judged anew. */
  record Moved() implements EffectStep {}

  /**
   * What is open must wait.
   *
   * @param until the world's time at which the first of it is due
   */
  record Wait(Instant until) implements EffectStep {}
}
