package dev.pawl.lane;

import dev.pawl.store.Replica;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hands lanes to workers within this process: a lane at a time to one worker, a bounded number of
 * lanes at once. What holds across processes is the lease, not this.
 */
@ApplicationScoped
class LaneDispatcher {
  private static final Logger LOG = Logger.getLogger(LaneDispatcher.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a lane in hand is to do when its worker is through. */
  private enum Wish {
    NONE,
    AGAIN
  }

  private final LaneWorker worker;
  private final Replica replica;
  private final Semaphore places;
  private final Map<String, Wish> inHand = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  LaneDispatcher(
      LaneWorker worker,
      Replica replica,
      @ConfigProperty(name = "pawl.lane.workers", defaultValue = "64") int workers) {
    this.worker = worker;
    this.replica = replica;
    this.places = new Semaphore(workers);
  }

  /** Wakes a lane. Never waits: a lane already in hand is looked at once more afterwards. */
  @Incoming("lanes-in")
  void wake(String lane) {
    if (stopping) {
      return;
    }
    Wish before = inHand.putIfAbsent(lane, Wish.NONE);
    if (before == null) {
      threads.submit(() -> run(lane));
    } else {
      inHand.computeIfPresent(lane, (name, wish) -> Wish.AGAIN);
    }
  }

  private void run(String lane) {
    places.acquireUninterruptibly();
    try {
      boolean again;
      do {
        inHand.put(lane, Wish.NONE);
        again = worker.work(lane);
      } while (!stopping && (again || !inHand.remove(lane, Wish.NONE)));
    } catch (RuntimeException databaseAway) {
      // The lane stays due in the database; the next sweep finds it.
      LOG.errorf("lane %s could not be worked on: %s", lane, databaseAway.getMessage());
      inHand.remove(lane);
    } catch (Error failure) {
      // Such as a lack of memory: whatever it was, the lane must not stay in hand.
      LOG.errorf(failure, "lane %s could not be worked on", lane);
      inHand.remove(lane);
    } finally {
      places.release();
    }
  }

  /** How many lanes are in hand. */
  int busy() {
    return inHand.size();
  }

  /** No new leases; the steps under way end, within bounds. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    worker.stop();
    threads.shutdown();
    boolean ended = threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    LOG.infof(
        "stopped %s: %d steps, %d failures, %d dead letters",
        ended ? "in good order" : "with steps still under way",
        replica.steps(),
        replica.failures(),
        replica.deadLetters());
  }
}
