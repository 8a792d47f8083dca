package dev.pawl.webhook;

import dev.pawl.github.HookDeliveries;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Finds the deliveries that never came, and puts them into the inbox. GitHub repeats none by
 * itself, but remembers all of three days.
 *
 * <p>Wanted: every delivery is worked on once, however long Pawl was away. Design: a step of the
 * App's lane, so that one replica does it at a time; each step either compares some pages of
 * GitHub's list with the inbox, or heals some of what is missing. Races: a delivery that arrives by
 * itself meanwhile is the same row of the inbox, by its GUID. Crashes: a missed one that was put in
 * and not noted is noted by the next step, which looks into the inbox first.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries">Failed
 *     deliveries</a>
 */
@ApplicationScoped
public class GapLedger {
  private static final Logger LOG = Logger.getLogger(GapLedger.class);

  /** What a step led to. */
  public sealed interface Step {
    /** There is more to do at once. */
    record Moved() implements Step {}

    /** Nothing before a time, by the world's clock. */
    record Wait(Instant until, String why) implements Step {}
  }

  /** What the lane waits for between two scans. */
  static final String IDLE = "GitHub's deliveries are compared with the inbox again";

  /** GitHub gives up on a delivery after 10 s, and it takes its time until the list has it. */
  private static final Duration AFTER_DOUBT = Duration.ofSeconds(90);

  private final GapTables tables;
  private final GapScan scan;
  private final GapHealing healing;
  private final HookDeliveries deliveries;
  private final WorldClock clock;
  private final Duration interval;
  private volatile boolean doubt = true;
  private volatile boolean began;

  GapLedger(
      GapTables tables,
      GapScan scan,
      GapHealing healing,
      HookDeliveries deliveries,
      WorldClock clock,
      @ConfigProperty(name = "pawl.ledger.interval", defaultValue = "30m") Duration interval) {
    this.tables = tables;
    this.scan = scan;
    this.healing = healing;
    this.deliveries = deliveries;
    this.clock = clock;
    this.interval = interval;
  }

  /** A delivery may have been refused that should not have been: look soon. Never waits. */
  void doubt() {
    doubt = true;
  }

  /** Looks at the next opportunity. */
  public void lookNow() {
    tables.lookAt(clock.instant());
  }

  /** At the start at once; afterwards some time after a doubt. */
  @Scheduled(every = "10s", delayed = "2s")
  @RunOnVirtualThread
  void turn() {
    if (!doubt || !deliveries.known()) {
      return;
    }
    doubt = false;
    try {
      Instant now = clock.instant();
      tables.lookAt(began ? now.plus(AFTER_DOUBT) : now);
      began = true;
    } catch (RuntimeException databaseAway) {
      doubt = true;
      LOG.debugf("the ledger waits for the database: %s", databaseAway.getMessage());
    }
  }

  /**
   * Compares or heals a little.
   *
   * @param lease of the App's lane
   */
  public Step step(Lease lease) {
    if (!deliveries.known()) {
      return new Step.Wait(clock.instant().plus(interval), "no App is set up");
    }
    Instant now = clock.instant();
    tables.settle(now);
    GapTables.Scan state = tables.scan();
    boolean due = state.started() != null || !state.next().isAfter(now);
    Optional<Instant> open = tables.nextHealing();
    if (!due && (open.isEmpty() || open.get().isAfter(now))) {
      return open.isPresent() && open.get().isBefore(state.next())
          ? new Step.Wait(open.get(), "a missed delivery is waited for")
          : new Step.Wait(state.next(), IDLE);
    }
    Optional<Instant> rest = deliveries.restUntil();
    if (rest.isPresent()) {
      return new Step.Wait(rest.get(), "the rest of the App's hour is kept for what cannot wait");
    }
    return due ? scan.step(lease, state, interval) : healing.step(now);
  }
}
