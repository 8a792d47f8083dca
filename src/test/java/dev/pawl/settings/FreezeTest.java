package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a freeze holds, when it ends, and when it begins again. */
class FreezeTest {
  private static Freeze freeze(String from, String to, String zone) {
    return new Freeze("quiet", from, to, zone, List.of("hotfix"));
  }

  /** 2026-11-22 is a Sunday; Berlin is an hour ahead of UTC then. */
  @ParameterizedTest
  @CsvSource({
    "fri 16:00, mon 08:00, UTC, 2026-11-22T12:00:00Z, 2026-11-23T08:00:00Z",
    "fri 16:00, mon 08:00, Europe/Berlin, 2026-11-22T12:00:00Z, 2026-11-23T07:00:00Z",
    "fri 16:00, mon 08:00, UTC, 2026-11-20T16:00:00Z, 2026-11-23T08:00:00Z",
    "fri 16:00, mon 08:00, UTC, 2026-11-20T15:59:59Z, ",
    "fri 16:00, mon 08:00, UTC, 2026-11-23T08:00:00Z, ",
    "mon 08:00, mon 10:00, UTC, 2026-11-23T09:00:00Z, 2026-11-23T10:00:00Z",
    "mon 08:00, mon 10:00, UTC, 2026-11-24T09:00:00Z, ",
    "18:00, 08:00, UTC, 2026-11-22T03:00:00Z, 2026-11-22T08:00:00Z",
    "18:00, 08:00, UTC, 2026-11-22T19:00:00Z, 2026-11-23T08:00:00Z",
    "18:00, 08:00, UTC, 2026-11-22T09:00:00Z, ",
    "12:00, 13:00, America/New_York, 2026-11-22T17:30:00Z, 2026-11-22T18:00:00Z",
    "2026-12-20, 2027-01-02, UTC, 2026-12-25T00:00:00Z, 2027-01-02T00:00:00Z",
    "2026-12-20, 2027-01-02, UTC, 2026-12-19T23:59:59Z, ",
    "2026-12-20, 2027-01-02, UTC, 2027-01-02T00:00:00Z, ",
    "2026-12-20T16:00, 2026-12-20T18:00, UTC, 2026-12-20T17:59:59Z, 2026-12-20T18:00:00Z",
  })
  void itHoldsFromItsBeginningAndEndsWithItsEnd(
      String from, String to, String zone, Instant at, Instant end) {
    Freeze freeze = freeze(from, to, zone);
    assertThat(freeze.mistake()).isNull();
    assertThat(freeze.endsAfter(at)).isEqualTo(Optional.ofNullable(end));
  }

  @ParameterizedTest
  @CsvSource({
    "fri 16:00, mon 08:00, 2026-11-22T12:00:00Z, 2026-11-27T16:00:00Z",
    "18:00, 08:00, 2026-11-22T12:00:00Z, 2026-11-22T18:00:00Z",
    "18:00, 08:00, 2026-11-22T18:00:00Z, 2026-11-23T18:00:00Z",
    "2026-12-20, 2027-01-02, 2026-11-22T12:00:00Z, 2026-12-20T00:00:00Z",
    "2026-12-20, 2027-01-02, 2026-12-21T12:00:00Z, ",
  })
  void itBeginsAgain(String from, String to, Instant at, Instant next) {
    assertThat(freeze(from, to, "UTC").beginsAfter(at)).isEqualTo(Optional.ofNullable(next));
  }

  /** In Berlin 02:30 did not exist on 2026-03-29, and was there twice on 2026-10-25. */
  @Test
  void aClockThatIsPutForwardOrBackLosesNoFreeze() {
    Freeze freeze = freeze("02:30", "04:00", "Europe/Berlin");
    assertThat(freeze.endsAfter(Instant.parse("2026-03-29T01:45:00Z")))
        .contains(Instant.parse("2026-03-29T02:00:00Z"));
    assertThat(freeze.endsAfter(Instant.parse("2026-10-25T01:45:00Z")))
        .contains(Instant.parse("2026-10-25T03:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "25:00, 08:00, UTC, are times",
    "fri, mon, UTC, are times",
    "Friday 16:00, Monday 08:00, UTC, are times",
    "xxx 10:00, mon 10:00, UTC, are times",
    "2026-13-01, 2026-12-01, UTC, are times",
    "18:00, mon 08:00, UTC, the same form",
    "18:00, 18:00, UTC, not the same",
    "2026-12-20, 2026-12-19, UTC, later than",
    "18:00, 08:00, Atlantis/Deep, time zone",
  })
  void whatIsNoFreezeIsSaid(String from, String to, String zone, String said) {
    assertThat(freeze(from, to, zone).mistake()).contains(said);
  }

  @Test
  void aLabelSparesWithoutRegardToCase() {
    assertThat(freeze("18:00", "08:00", "UTC").spares(Set.of("HotFix"))).isTrue();
    assertThat(freeze("18:00", "08:00", "UTC").spares(Set.of("fix"))).isFalse();
  }
}
