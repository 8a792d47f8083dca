package dev.pawl.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the PostgreSQL of Pawl's own end last. The JVM runs its shutdown hooks side by side, and the
 * steps under way must still be recorded.
 */
@ApplicationScoped
class EmbeddedDatabaseEnd {
  private static final int LAST = 100_000;

  /** Longer than the steps under way are given. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static volatile @Nullable CountDownLatch running;

  void began(@Observes StartupEvent event) {
    running = new CountDownLatch(1);
  }

  void ended(@Observes @Priority(LAST) ShutdownEvent event) {
    CountDownLatch latch = running;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** Runs this when the process ends, after Pawl itself has. */
  static void afterPawl(Runnable end) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  awaitPawl();
                  end.run();
                },
                "embedded-postgresql-end"));
  }

  private static void awaitPawl() {
    CountDownLatch latch = running;
    try {
      // Whatever the outcome, the database ends now.
      boolean ended = latch == null || latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        System.err.println("Pawl has not ended in time; its database ends before it.");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
