package dev.pawl.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run on one axis of time: for each phase what it was waited, worked and needed for; pure.
 *
 * @param took how long the run took, or takes by now
 */
record RunTimeline(RunView.RunLine run, String took, List<Row> rows) {
  private static final double WIDTH = 100;

  /** Below this nothing could be seen. */
  private static final double LEAST = 0.5;

  /** What is done in a part of the axis. */
  enum Part {
    WAITED,
    WORKED,
    NEEDED;

    /** As styles call it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Part of(String state) {
      return switch (state) {
        case "worked" -> WORKED;
        case "stuck" -> NEEDED;
        default -> WAITED;
      };
    }
  }

  /**
   * One phase.
   *
   * @param said how long it waited, was worked on and needed a person, in words
   */
  record Row(RunView.PhaseLine phase, List<Span> spans, String said) {}

  /** A part of the axis, in hundredths. */
  record Span(String part, double begin, double length) {}

  /** From then on a phase was in this state. */
  record Change(long phase, String state, @Nullable Instant at) {}

  /**
   * @param changes of all phases, oldest first
   */
  static RunTimeline of(
      RunView.RunLine run, List<RunView.PhaseLine> phases, List<Change> changes, Instant now) {
    Instant from = Objects.requireNonNullElse(run.opened(), now);
    Instant ended = run.ended() == null ? now : run.ended();
    Instant to = ended.isAfter(from) ? ended : from;
    List<Row> rows =
        phases.stream()
            .map(
                phase ->
                    row(
                        phase,
                        changes.stream().filter(one -> one.phase() == phase.id()).toList(),
                        from,
                        to))
            .toList();
    return new RunTimeline(run, said(Duration.between(from, to)), rows);
  }

  private static Row row(RunView.PhaseLine phase, List<Change> changes, Instant from, Instant to) {
    List<Span> spans = new ArrayList<>();
    Map<Part, Duration> sums = new EnumMap<>(Part.class);
    Instant end = phase.ended() == null ? to : phase.ended();
    Instant at = Objects.requireNonNullElse(phase.opened(), from);
    Part part = Part.WAITED;
    for (Change change : changes) {
      Instant next = within(change.at(), at, end);
      add(spans, sums, part, at, next, from, to);
      at = next;
      part = Part.of(change.state());
    }
    add(spans, sums, part, at, end, from, to);
    return new Row(phase, List.copyOf(spans), said(sums));
  }

  /** Two tales of the time may cross; the axis goes one way. */
  private static Instant within(@Nullable Instant time, Instant least, Instant most) {
    if (time == null || time.isBefore(least)) {
      return least;
    }
    return time.isAfter(most) ? most : time;
  }

  private static void add(
      List<Span> spans,
      Map<Part, Duration> sums,
      Part part,
      Instant begin,
      Instant end,
      Instant from,
      Instant to) {
    if (!end.isAfter(begin)) {
      return;
    }
    sums.merge(part, Duration.between(begin, end), Duration::plus);
    double left = at(begin, from, to);
    spans.add(
        new Span(
            part.label(),
            Math.min(left, WIDTH - LEAST),
            Math.max(LEAST, Math.round((at(end, from, to) - left) * 10) / 10.0)));
  }

  private static double at(Instant time, Instant from, Instant to) {
    double whole = Math.max(1, Duration.between(from, to).toMillis());
    double part = WIDTH * Duration.between(from, time).toMillis() / whole;
    return Math.clamp(Math.round(part * 10) / 10.0, 0, WIDTH);
  }

  private static String said(Map<Part, Duration> sums) {
    return sums.entrySet().stream()
        .map(
            sum ->
                switch (sum.getKey()) {
                      case WAITED -> "waited ";
                      case WORKED -> "worked on for ";
                      case NEEDED -> "needed you for ";
                    }
                    + said(sum.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String said(Duration duration) {
    String much = Words.much(duration);
    return much.isEmpty() ? "less than a second" : much;
  }
}
