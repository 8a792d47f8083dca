package dev.pawl.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spaces what creates content, so that GitHub's secondary limits are not met: at most 80 in any
 * minute and 500 in any hour. Two GCRA meters, whose whole state is one time each; pure.
 *
 * @param minute the theoretical arrival time of the meter of minutes; null: never used
 * @param hour that of the meter of hours; null: never used
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits">Secondary
 *     rate limits</a>
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">GCRA</a>
 */
record ContentSpacing(@Nullable Instant minute, @Nullable Instant hour) {
  // 20 at once and one a second: never more than 80 in a minute.
  private static final Duration MINUTE_STEP = Duration.ofSeconds(1);
  private static final int MINUTE_BURST = 20;
  // 100 at once and one every nine seconds: never more than 500 in an hour.
  private static final Duration HOUR_STEP = Duration.ofSeconds(9);
  private static final int HOUR_BURST = 100;

  /** When the next creation may be made at the earliest; empty: now. */
  Optional<Instant> notBefore(Instant now) {
    ContentSpacing known = believable(now);
    Instant byMinute = earliest(known.minute, MINUTE_STEP, MINUTE_BURST, now);
    Instant byHour = earliest(known.hour, HOUR_STEP, HOUR_BURST, now);
    Instant latest = byMinute.isAfter(byHour) ? byMinute : byHour;
    return latest.isAfter(now) ? Optional.of(latest) : Optional.empty();
  }

  /** The state after one creation. */
  ContentSpacing used(Instant now) {
    ContentSpacing known = believable(now);
    return new ContentSpacing(
        later(known.minute, now).plus(MINUTE_STEP), later(known.hour, now).plus(HOUR_STEP));
  }

  /**
   * A meter further ahead than use can bring it was set by a clock that has been put back since.
   */
  private ContentSpacing believable(Instant now) {
    return new ContentSpacing(
        believable(minute, MINUTE_STEP, MINUTE_BURST, now),
        believable(hour, HOUR_STEP, HOUR_BURST, now));
  }

  private static @Nullable Instant believable(
      @Nullable Instant arrival, Duration step, int burst, Instant now) {
    // Twice as far, for replicas whose clocks differ a little.
    Instant furthest = now.plus(step.multipliedBy(2L * burst));
    return arrival != null && arrival.isAfter(furthest) ? null : arrival;
  }

  private static Instant earliest(
      @Nullable Instant arrival, Duration step, int burst, Instant now) {
    return arrival == null ? now : arrival.minus(step.multipliedBy(burst - 1));
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }
}
