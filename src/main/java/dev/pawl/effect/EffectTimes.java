package dev.pawl.effect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Times of the outbox, all by the world's clock. */
@ConfigMapping(prefix = "pawl.effect")
public interface EffectTimes {
  /** How long an unknown outcome is left alone before GitHub is asked: a write may land late. */
  @WithDefault("60s")
  Duration settle();

  /** How long after a negative answer GitHub is asked again. */
  @WithDefault("30s")
  Duration probeAgain();

  /**
   * How often in a row GitHub may leave open whether something was written, until a person is
   * asked. The pauses between double, up to an hour.
   */
  @WithDefault("12")
  int looks();

  /** How many negative answers it takes until a write is tried again. */
  @WithDefault("2")
  int negativeProbes();

  /** The first pause after a refusal; it doubles with each. */
  @WithDefault("30s")
  Duration backoff();

  /** How long a merge rests that made way for deliveries three times in a row. */
  @WithDefault("5s")
  Duration makeWay();

  /** How many tries an effect has that GitHub refuses, or does not answer. */
  @WithDefault("5")
  int attempts();
}
