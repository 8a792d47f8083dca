package dev.pawl.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The world's clock: starts at real time, may run faster, may be advanced, never goes back. */
public final class WorldClock {
  private long realBase = System.nanoTime();
  private Instant base = Instant.now();
  private double speed;

  public WorldClock(double speed) {
    this.speed = speed;
  }

  public synchronized Instant now() {
    return base.plusNanos((long) ((System.nanoTime() - realBase) * speed));
  }

  /** GitHub's times have whole seconds. */
  public Instant second() {
    return now().truncatedTo(ChronoUnit.SECONDS);
  }

  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) throw new IllegalArgumentException("the clock never goes back");
    rebase(now().plus(duration));
  }

  public synchronized void speed(double speed) {
    rebase(now());
    this.speed = speed;
  }

  public synchronized double speed() {
    return speed;
  }

  private void rebase(Instant now) {
    base = now;
    realBase = System.nanoTime();
  }
}
