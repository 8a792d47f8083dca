package dev.pawl.lane;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The net under the wake-ups, and all of the recovery after a crash: once a second, two indexed
 * queries find the lanes that are due and those with pending deliveries. They ask PostgreSQL, never
 * GitHub.
 */
@ApplicationScoped
class Sweep {
  private static final Logger LOG = Logger.getLogger(Sweep.class);
  private static final int LIMIT = 500;

  private final ClockWatch clockWatch;
  private final LaneLeases leases;
  private final LaneDispatcher dispatcher;
  private volatile long last = System.nanoTime();

  Sweep(ClockWatch clockWatch, LaneLeases leases, LaneDispatcher dispatcher) {
    this.clockWatch = clockWatch;
    this.leases = leases;
    this.dispatcher = dispatcher;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      clockWatch.look();
      leases.due(LIMIT).forEach(dispatcher::wake);
      leases.pending(LIMIT).forEach(dispatcher::wake);
      last = System.nanoTime();
    } catch (RuntimeException databaseAway) {
      LOG.warnf("the sweep found no database: %s", databaseAway.getMessage());
    }
  }

  /** How long ago the last sweep came through. */
  Duration sinceLast() {
    return Duration.ofNanos(System.nanoTime() - last);
  }
}
