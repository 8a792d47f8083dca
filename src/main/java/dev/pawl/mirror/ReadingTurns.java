package dev.pawl.mirror;

import java.time.Duration;
import java.time.Instant;

/**
 * When each of many pull requests is read that one event has put in doubt, so that a push to the
 * base of a thousand is no storm: the first few at once, the others a few at a time. By their turn
 * 120 an hour are read at most, however often their base moves. Pure.
 */
final class ReadingTurns {
  private static final int TOGETHER = 10;
  private static final Duration APART = Duration.ofMinutes(5);

  private ReadingTurns() {}

  /**
   * @param place how many stand before it
   */
  static boolean atOnce(int place) {
    return place < TOGETHER;
  }

  static Instant of(int place, Instant now) {
    return now.plus(APART.multipliedBy(place / TOGETHER));
  }
}
