package dev.pawl.lane;

import dev.pawl.store.ComponentChecks;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has every part looked at every five minutes. */
@ApplicationScoped
class ComponentRounds {
  private static final Logger LOG = Logger.getLogger(ComponentRounds.class);

  private final ComponentChecks checks;

  ComponentRounds(ComponentChecks checks) {
    this.checks = checks;
  }

  @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    try {
      checks.run();
    } catch (RuntimeException databaseAway) {
      LOG.warnf("what the checks found could not be stored: %s", databaseAway.getMessage());
    }
  }
}
