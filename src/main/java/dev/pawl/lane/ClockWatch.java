package dev.pawl.lane;

import dev.pawl.store.ClockPut;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Notices when this machine's clock is put forward or back, and has everything that waits look at
 * the time anew: otherwise a clock put back by an hour would make an hour of every pause.
 *
 * <p>Races: another replica whose clock was not put finds its lanes due at once; it looks, and goes
 * on waiting. A clock that was put back while no replica ran is noticed at the start, by lanes that
 * moved in the future.
 */
@ApplicationScoped
class ClockWatch {
  private static final Logger LOG = Logger.getLogger(ClockWatch.class);

  private static final Duration AT_START = Duration.ofMinutes(1);

  private final WorldClock clock;
  private final LaneLeases leases;
  private final Event<ClockPut> event;
  private boolean started;

  /** By how much, while the stored times still have to be changed. */
  private Duration putBack = Duration.ZERO;

  ClockWatch(WorldClock clock, LaneLeases leases, Event<ClockPut> event) {
    this.clock = clock;
    this.leases = leases;
    this.event = event;
  }

  /** Looks at the clock; a failure is made good by the next look. */
  synchronized void look() {
    Duration put = clock.notTakenUp();
    if (put.isNegative()) {
      // Until the stored times are changed they lie far ahead, so nothing is done early.
      clock.takeUp();
      putBack = put;
    } else if (put.isPositive()) {
      // Until this is taken up the changed times lie far ahead, so nothing is done early.
      tell(put, clock.corrected());
    } else if (!started) {
      sinceLastMove()
          .filter(since -> since.compareTo(AT_START.negated()) < 0)
          .ifPresent(since -> putBack = since);
    }
    if (putBack.isNegative()) {
      tell(putBack, clock.instant());
      putBack = Duration.ZERO;
    }
    started = true;
    clock.takeUp();
  }

  private Optional<Duration> sinceLastMove() {
    return leases.lastMove().map(moved -> Duration.between(moved, clock.instant()));
  }

  private void tell(Duration put, Instant now) {
    LOG.warnf("this machine's clock was put by %s; whatever waits looks at the time anew", put);
    event.fire(new ClockPut(put, now));
    leases.lookAgain(now);
  }
}
