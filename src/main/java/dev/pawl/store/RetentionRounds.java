package dev.pawl.store;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Has everything dropped that has had its time, once an hour or so: a batch, then a pause, so that
 * deliveries are answered meanwhile as ever. Several replicas may do it at once; each takes rows
 * that the others have not locked.
 */
@ApplicationScoped
class RetentionRounds {
  private static final Logger LOG = Logger.getLogger(RetentionRounds.class);
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final List<Retention> retentions;

  RetentionRounds(@All List<Retention> retentions) {
    this.retentions = retentions;
  }

  @Scheduled(
      every = "${pawl.retention.interval}",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void round() {
    retentions.forEach(RetentionRounds::drop);
  }

  private static void drop(Retention retention) {
    long dropped = 0;
    try {
      int batch;
      do {
        batch = retention.drop(BATCH);
        dropped += batch;
        LockSupport.parkNanos(PAUSE.toNanos());
      } while (batch == BATCH);
    } catch (RuntimeException failure) {
      LOG.warnf("%s past their time could not be dropped: %s", retention.what(), failure);
    }
    if (dropped > 0) {
      LOG.infof("dropped %d %s past their time", dropped, retention.what());
    }
  }
}
