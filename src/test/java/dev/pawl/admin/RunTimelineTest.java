package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.admin.RunTimeline.Change;
import dev.pawl.admin.RunTimeline.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a phase's time was waited, worked on, and needed a person. */
class RunTimelineTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void waitingIsSplitFromWorking() {
    RunTimeline.Row row =
        drawn(
                100,
                phase(0, 100),
                change("issued", 10),
                change("worked", 40),
                change("ready", 80),
                change("done", 100))
            .rows()
            .getFirst();
    assertThat(row.spans())
        .containsExactly(
            new Span("waited", 0, 10),
            new Span("waited", 10, 30),
            new Span("worked", 40, 40),
            new Span("waited", 80, 20));
    assertThat(row.said()).isEqualTo("waited 60 s, worked on for 40 s");
  }

  @Test
  void whatIsUnderWayGoesOnUntilNow() {
    RunTimeline.Row row =
        drawn(null, phase(50, null), change("issued", 50), change("stuck", 150)).rows().getFirst();
    assertThat(row.spans()).containsExactly(new Span("waited", 25, 50), new Span("needed", 75, 25));
    assertThat(row.said()).isEqualTo("waited 1 min, needed you for 50 s");
  }

  @Test
  void whatTookNoTimeIsStillToBeSeen() {
    RunTimeline.Row row =
        drawn(10_000, phase(10_000, 10_001), change("worked", 10_000)).rows().getFirst();
    assertThat(row.spans()).singleElement().extracting(Span::begin).isEqualTo(99.5);
    assertThat(row.spans()).singleElement().extracting(Span::length).isEqualTo(0.5);
    assertThat(drawn(0, phase(0, 0)).rows().getFirst().spans()).isEmpty();
  }

  /** Times of one second may be told in any order, and a clock may be put back. */
  @Test
  void timesThatCrossLeaveNoHole() {
    RunTimeline.Row row =
        drawn(
                100,
                phase(0, 100),
                change("issued", 60),
                change("worked", 40),
                new Change(1, "ready", null),
                change("done", 400))
            .rows()
            .getFirst();
    assertThat(row.spans()).containsExactly(new Span("waited", 0, 60), new Span("waited", 60, 40));
  }

  private static RunTimeline drawn(
      @Nullable Integer end, RunView.PhaseLine phase, Change... changes) {
    RunView.RunLine run = new RunView.RunLine(7, "open", BEGIN, at(end), 1);
    return RunTimeline.of(run, List.of(phase), List.of(changes), BEGIN.plusSeconds(200));
  }

  private static Change change(String state, int seconds) {
    return new Change(1, state, at(seconds));
  }

  private static @Nullable Instant at(@Nullable Integer seconds) {
    return seconds == null ? null : BEGIN.plusSeconds(seconds);
  }

  private static RunView.PhaseLine phase(int opened, @Nullable Integer ended) {
    return new RunView.PhaseLine(
        1,
        2,
        7,
        "development",
        "A lens",
        "worked",
        "",
        "",
        "",
        1,
        null,
        null,
        null,
        "",
        true,
        at(opened),
        "ada",
        at(opened),
        at(ended));
  }
}
