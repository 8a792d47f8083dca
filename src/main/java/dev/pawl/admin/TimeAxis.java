package dev.pawl.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's time, on which its attempts are drawn.
 *
 * @param from when the run began
 * @param to the latest time that anything is known of
 */
record TimeAxis(Instant from, Instant to) {
  private static final double WIDTH = 100;

  /** Below this nothing could be seen. */
  private static final double LEAST = 0.8;

  static TimeAxis of(RunView.Whole run) {
    Instant from = Objects.requireNonNullElse(run.opened(), Instant.EPOCH);
    Instant to =
        Stream.concat(
                Stream.of(run.opened(), run.ended()),
                run.attempts().stream()
                    .flatMap(one -> Stream.of(one.made(), one.signalled(), one.ended())))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(from);
    return new TimeAxis(from, to);
  }

  /** The attempts at one phase, oldest first. */
  public List<RunView.Attempt> attempts(RunView.Whole run, long phase) {
    return run.attempts().stream().filter(one -> one.phase() == phase).toList();
  }

  /** What one phase produced, oldest first. */
  public List<ArtifactView.Product> products(RunView.Whole run, long phase) {
    return run.products().stream().filter(one -> one.phase() == phase).toList();
  }

  /** What guards found against the work on one phase, the latest first. */
  public List<FindingView.Finding> findings(RunView.Whole run, long phase) {
    return run.findings().stream().filter(one -> one.phase() == phase).toList();
  }

  /** Where an attempt begins, in hundredths. */
  public double begin(RunView.Attempt attempt) {
    return Math.min(at(attempt.made()), WIDTH - LEAST);
  }

  /** How much of the axis it takes, in hundredths. */
  public double length(RunView.Attempt attempt) {
    double end = attempt.ended() == null ? WIDTH : at(attempt.ended());
    return Math.max(LEAST, end - begin(attempt));
  }

  private double at(@Nullable Instant time) {
    long whole = to.toEpochMilli() - from.toEpochMilli();
    if (time == null || whole <= 0) {
      return 0;
    }
    double part = WIDTH * (time.toEpochMilli() - from.toEpochMilli()) / whole;
    return Math.clamp(Math.round(part * 10) / 10.0, 0, WIDTH);
  }
}
