package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadingTimesTest {
  private static final Duration SIX = Duration.ofHours(6);
  private static final Instant READ = Instant.parse("2026-03-01T10:00:00Z");

  private final ReadingTimes times = new ReadingTimes(SIX);

  @Test
  void theNextOneIsAnIntervalAwayGiveOrTakeAHalf() {
    for (long id = 1; id < 2_000; id++) {
      assertThat(times.next(id, READ))
          .isAfter(READ.plus(SIX.dividedBy(2)))
          .isBeforeOrEqualTo(READ.plus(SIX).plus(SIX.dividedBy(2)));
    }
  }

  @Test
  void whereNothingHappensTwoLieOneIntervalApart() {
    Instant first = times.next(7, READ);
    assertThat(times.next(7, first)).isEqualTo(first.plus(SIX));
    assertThat(times.next(7, first.plusSeconds(90))).isEqualTo(first.plus(SIX));
  }

  @Test
  void aThousandThatWereReadAtOnceComeOneAfterTheOther() {
    // Ids of repositories that were made one after the other.
    long[] minutes =
        LongStream.range(812_000_000, 812_001_000)
            .map(id -> Duration.between(READ, times.next(id, READ)).toMinutes())
            .sorted()
            .toArray();
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = 180 + tenth * 36L;
      assertThat(LongStream.of(minutes).filter(at -> at >= from && at < from + 36).count())
          .as("of a thousand, within a tenth of the interval")
          .isBetween(60L, 140L);
    }
  }

  @Test
  void aWishBringsItForwardUntilItIsFulfilled() {
    Instant next = times.next(7, READ);
    Instant wished = READ.plusSeconds(60);
    Instant now = READ.plusSeconds(30);
    assertThat(times.due(7, READ, wished, now)).isEqualTo(wished);
    assertThat(times.due(7, wished.plusSeconds(1), wished, now.plusSeconds(60)))
        .as("it was read since")
        .isEqualTo(times.next(7, wished.plusSeconds(1)));
    assertThat(times.due(7, READ, next.plusSeconds(60), now)).as("later than due").isEqualTo(next);
    assertThat(times.due(7, READ, null, now)).isEqualTo(next);
  }

  @Test
  void aClockThatWasPutBackMakesNobodyWaitForTheOldTime() {
    Instant now = READ.minus(Duration.ofDays(3));
    assertThat(times.due(7, READ, null, now)).isBefore(now.plus(SIX.multipliedBy(2)));
  }

  @Test
  void pullRequestsAreReadAlongWhereTheyWereNotReadForLong() {
    assertThat(times.stale(null, READ)).isEqualTo(READ.minus(Duration.ofHours(3)));
    Instant lost = READ.minusSeconds(10);
    assertThat(times.stale(lost, READ)).as("since something was lost").isEqualTo(lost);
    assertThat(times.stale(READ.plusSeconds(1), READ)).isEqualTo(READ.minus(Duration.ofHours(3)));
  }

  @Test
  void manyThatMayGoOnAtTheSameMomentAreSpread() {
    assertThat(
            LongStream.range(0, 100).mapToObj(id -> times.soonAfter(id, READ)).distinct().count())
        .isGreaterThan(90);
    assertThat(times.soonAfter(7, READ)).isBetween(READ, READ.plus(Duration.ofMinutes(5)));
  }

  @Test
  void noIntervalIsShorterThanAMinute() {
    assertThat(new ReadingTimes(Duration.ZERO).interval()).isEqualTo(Duration.ofMinutes(1));
  }
}
