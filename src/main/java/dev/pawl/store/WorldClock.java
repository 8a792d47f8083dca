package dev.pawl.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The world's clock: the time by which watchdogs, resets, backoff and settling are counted. On the
 * sandbox it may run faster than real time, or be moved; leases, HTTP deadlines and the lives of
 * tokens never use it.
 *
 * <p>With speed 1 it is the real clock. Otherwise every replica counts from the same origin, so
 * that they agree.
 */
@ApplicationScoped
public class WorldClock implements InstantSource {
  private final InstantSource real = InstantSource.system();
  private final Instant origin;
  private final double speed;
  private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

  WorldClock(
      @ConfigProperty(name = "pawl.clock.speed", defaultValue = "1") double speed,
      @ConfigProperty(name = "pawl.clock.origin", defaultValue = "2026-01-01T00:00:00Z")
          Instant origin) {
    this.speed = speed;
    this.origin = origin;
  }

  @Override
  public Instant instant() {
    Instant now = real.instant();
    Instant scaled =
        speed == 1
            ? now
            : origin.plusNanos((long) (Duration.between(origin, now).toNanos() * speed));
    return scaled.plus(moved.get());
  }

  /** Moves this process's clock; for tests and the sandbox only. */
  public void move(Duration by) {
    moved.updateAndGet(before -> before.plus(by));
  }
}
