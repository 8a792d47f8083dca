package dev.pawl.lane;

import dev.pawl.store.Database;
import dev.pawl.store.Replica;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says every half minute that this process lives, and what it has done. */
@ApplicationScoped
class Heartbeat {
  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  private final Database database;
  private final Replica replica;
  private final String version;

  Heartbeat(
      Database database,
      Replica replica,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.database = database;
    this.replica = replica;
    this.version = version;
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void beat() {
    try {
      store("null");
      database.execute("delete from replica where beat_at < clock_timestamp() - interval '7 days'");
    } catch (RuntimeException databaseAway) {
      LOG.warnf("no heartbeat could be stored: %s", databaseAway.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    try {
      Thread.ofVirtual().start(() -> store("clock_timestamp()")).join(2000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(String stoppedAt) {
    database.execute(
        """
        insert into replica (id, host, version, steps, failures, dead_letters, stopped_at)
        values ($1, $2, $3, $4, $5, $6, %s)
        on conflict (id) do update set beat_at = clock_timestamp(), steps = excluded.steps,
          failures = excluded.failures, dead_letters = excluded.dead_letters,
          stopped_at = excluded.stopped_at
        """
            .formatted(stoppedAt),
        replica.id(),
        host(),
        version,
        replica.steps(),
        replica.failures(),
        replica.deadLetters());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "unnamed";
    }
  }
}
