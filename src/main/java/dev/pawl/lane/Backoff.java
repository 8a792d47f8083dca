package dev.pawl.lane;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a lane rests after failures in a row: doubling, bounded, and spread by chance. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Backoff() {}

  /**
   * Between half of the full rest and all of it, so that lanes which failed together do not come
   * back together.
   *
   * @param failures how many in a row, from 1
   */
  static Duration after(int failures, RandomGenerator random) {
    long full = FIRST.toMillis() << Math.min(Math.max(failures, 1) - 1, 20);
    long bounded = Math.min(full, LONGEST.toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }
}
