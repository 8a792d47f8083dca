package dev.pawl.webhook;

import dev.pawl.github.HookDeliveries;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts missed deliveries into the inbox, oldest first: their payloads are read from GitHub. Only
 * where GitHub gives no payload it is asked to deliver once more, which costs it five times as
 * much.
 */
@ApplicationScoped
class GapHealing {
  private static final Logger LOG = Logger.getLogger(GapHealing.class);

  /** 40 in 3 s are 800 a minute, of the 900 that GitHub bears. */
  private static final int BATCH = 40;

  private static final Duration PACE = Duration.ofSeconds(3);
  private static final int AT_ONCE = 8;
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final Duration REDELIVERY = Duration.ofMinutes(10);
  private static final int REDELIVERIES = 3;
  private static final Duration STORED = Duration.ofSeconds(10);

  private final GapTables tables;
  private final HookDeliveries deliveries;
  private final InboxWriter inbox;
  private final Event<GapFound> gaps;
  private final WorldClock clock;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("gap-", 0).factory());

  GapHealing(
      GapTables tables,
      HookDeliveries deliveries,
      InboxWriter inbox,
      Event<GapFound> gaps,
      WorldClock clock) {
    this.tables = tables;
    this.deliveries = deliveries;
    this.inbox = inbox;
    this.gaps = gaps;
    this.clock = clock;
  }

  /** Heals some of what is missing. */
  GapLedger.Step step(Instant now) {
    List<GapTables.Missed> batch = tables.open(now, BATCH);
    List<Future<HookDeliveries.Outcome<byte[]>>> payloads =
        batch.stream()
            .map(missed -> readers.submit(() -> deliveries.payload(missed.githubId())))
            .toList();
    Instant held = null;
    for (int i = 0; i < batch.size(); i++) {
      Instant until = heal(batch.get(i), got(payloads.get(i)), now);
      held = until == null ? held : until;
    }
    tables.settle(clock.instant());
    return held == null
        ? new GapLedger.Step.Wait(now.plus(PACE), "missed deliveries are read from GitHub")
        : new GapLedger.Step.Wait(held, "GitHub's rate limit holds the missed deliveries back");
  }

  /** A time that GitHub asks to wait for; else null. */
  private @Nullable Instant heal(
      GapTables.Missed missed, HookDeliveries.Outcome<byte[]> payload, Instant now) {
    switch (payload) {
      case HookDeliveries.Outcome.Got<byte[]> got -> put(missed, got.value());
      case HookDeliveries.Outcome.Refused<byte[]> refused ->
          askAgain(missed, refused.reason(), now);
      case HookDeliveries.Outcome.Later<byte[]> later -> {
        if (now.isAfter(missed.at().plus(GapScan.KEPT))) {
          lost(missed, "GitHub keeps deliveries for three days. " + later.reason(), now);
        } else {
          tables.later(
              missed, later.reason(), later.until() == null ? now.plus(AGAIN) : later.until());
        }
        return later.until();
      }
    }
    return null;
  }

  /** Nobody can tell any more what it told: it is read. */
  private void lost(GapTables.Missed missed, String reason, Instant now) {
    gaps.fire(new GapFound(missed.repository()));
    tables.lost(missed, reason, now);
  }

  private void put(GapTables.Missed missed, byte[] payload) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    inbox.add(
        new Arrival(
            missed.guid(), missed.event(), LaneAddress.of(payload), Payload.of(payload), stored));
    got(stored);
    LOG.infof("missed delivery %s (%s) is in the inbox", missed.guid(), missed.event());
  }

  private void askAgain(GapTables.Missed missed, String reason, Instant now) {
    if (missed.attempts() >= REDELIVERIES) {
      lost(missed, "It was asked for anew and did not come. " + reason, now);
      return;
    }
    switch (deliveries.redeliver(missed.githubId())) {
      case HookDeliveries.Outcome.Got<Boolean> _ ->
          tables.asked(
              missed, "GitHub is asked to deliver it anew: " + reason, now.plus(REDELIVERY));
      case HookDeliveries.Outcome.Refused<Boolean> refused ->
          lost(missed, "GitHub does not deliver it anew: " + refused.reason(), now);
      case HookDeliveries.Outcome.Later<Boolean> later ->
          tables.later(
              missed, later.reason(), later.until() == null ? now.plus(AGAIN) : later.until());
    }
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get(STORED.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while healing", stopped);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("a missed delivery could not be stored", failure);
    }
  }
}
