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
 * <p>With speed 1 it is the machine's clock. Otherwise every replica counts from the same origin,
 * so that they agree. When the machine's clock is put forward or back, this one goes on evenly
 * until that is taken up, so that times which are stored can be changed along with it.
 */
@ApplicationScoped
public class WorldClock implements InstantSource {
  private final MachineClock machine;
  private final Instant origin;
  private final double speed;

  /** Less is a clock being disciplined, and is followed at once. */
  private static final Duration NOTICED = Duration.ofSeconds(5);

  private volatile Duration takenUp = Duration.ZERO;
  private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

  WorldClock(
      MachineClock machine,
      @ConfigProperty(name = "pawl.clock.speed", defaultValue = "1") double speed,
      @ConfigProperty(name = "pawl.clock.origin", defaultValue = "2026-01-01T00:00:00Z")
          Instant origin) {
    this.machine = machine;
    this.speed = speed;
    this.origin = origin;
  }

  @Override
  public Instant instant() {
    return at(machine.instant().minus(notTakenUp()));
  }

  /** How far the machine's clock was put since that was last taken up; zero when it was not. */
  public Duration notTakenUp() {
    Duration put = machine.put().minus(takenUp);
    return put.abs().compareTo(NOTICED) < 0 ? Duration.ZERO : put;
  }

  /** The world's time once what the machine's clock says is taken up. */
  public Instant corrected() {
    return at(machine.instant());
  }

  /** Follows the machine's clock from now on. */
  public void takeUp() {
    takenUp = machine.put();
  }

  private Instant at(Instant now) {
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
