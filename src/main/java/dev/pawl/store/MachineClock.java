package dev.pawl.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time this machine believes it is. It may be put right, forward or back, at any moment. */
@ApplicationScoped
public class MachineClock implements InstantSource {
  private final InstantSource system = InstantSource.system();
  private final Instant begin = system.instant();
  private final long beginNanos = System.nanoTime();
  private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return system.instant().plus(moved.get());
  }

  /**
   * How far the clock has been put forward since this process began, negative when back: by the
   * count of nanoseconds, which nobody sets.
   */
  public Duration put() {
    return Duration.between(begin.plusNanos(System.nanoTime() - beginNanos), instant());
  }

  /** Puts the clock, as far as this process sees it; for tests only. */
  public void move(Duration by) {
    moved.updateAndGet(before -> before.plus(by));
  }
}
