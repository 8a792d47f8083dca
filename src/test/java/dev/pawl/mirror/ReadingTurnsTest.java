package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingTurnsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static PullRequest read() {
    PullRequest row = new PullRequest();
    row.tracked = true;
    row.readAt = NOW.minusSeconds(60);
    row.mergeable = "CLEAN";
    row.mergeState = "CLEAN";
    return row;
  }

  @Test
  void tenAtOnceAndTenEveryFiveMinutes() {
    assertThat(IntStream.range(0, 1000).filter(ReadingTurns::atOnce).count()).isEqualTo(10);
    for (int place : new int[] {10, 19}) {
      assertThat(ReadingTurns.of(place, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }
    assertThat(ReadingTurns.of(999, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(495)));
  }

  @Test
  void theFirstAreReadAtOnceAndUnmeasured() {
    PullRequest row = read();
    row.baseMoved(9, NOW);
    assertThat(row.dirty).isEqualTo(PullRequest.BASE_MOVED);
    assertThat(row.mergeable).isEqualTo(PullRequest.UNKNOWN);
    assertThat(row.askAt).isNull();
  }

  /** None is merged before it is read, and a push more neither hurries nor delays it. */
  @Test
  void theOthersAreReadInTheirTurnOrBeforeTheyAreMerged() {
    PullRequest row = read();
    row.baseMoved(10, NOW);
    assertThat(row.dirty).isNull();
    assertThat(row.told).isTrue();
    assertThat(row.doubts).isOne();
    Instant turn = NOW.plus(Duration.ofMinutes(5));
    assertThat(row.askAt).isEqualTo(turn);
    row.baseMoved(500, NOW.plusSeconds(30));
    assertThat(row.askAt).isEqualTo(turn);
    assertThat(row.doubts).isEqualTo(2);
    row.baseMoved(3, NOW.plusSeconds(60));
    assertThat(row.askAt).isNull();
    assertThat(row.dirty).isNotNull();
  }

  /** What is in doubt for a reason of its own is not put off. */
  @Test
  void whatIsReadAnywayStaysSo() {
    PullRequest row = read();
    row.doubt("its labels changed");
    row.baseMoved(700, NOW);
    assertThat(row.dirty).isEqualTo("its labels changed");
    assertThat(row.askAt).isNull();
  }
}
