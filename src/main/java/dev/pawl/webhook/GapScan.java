package dev.pawl.webhook;

import dev.pawl.github.HookDeliveries;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compares GitHub's list of deliveries with the inbox, from the newest back to what is known. */
@ApplicationScoped
class GapScan {
  private static final Logger LOG = Logger.getLogger(GapScan.class);

  /** GitHub keeps no deliveries that are older. */
  static final Duration KEPT = Duration.ofDays(3);

  /** The list may lag behind what was delivered, so the last part is compared once more. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** How long GitHub is given to deliver what it holds back. */
  private static final Duration THROTTLED = Duration.ofHours(1);

  /** 20 pages in 2 s are 600 a minute, of the 900 that GitHub bears. */
  private static final int PAGES = 20;

  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final GapTables tables;
  private final HookDeliveries deliveries;
  private final Event<GapFound> gaps;
  private final WorldClock clock;

  GapScan(GapTables tables, HookDeliveries deliveries, Event<GapFound> gaps, WorldClock clock) {
    this.tables = tables;
    this.deliveries = deliveries;
    this.gaps = gaps;
    this.clock = clock;
  }

  /** Compares some pages. */
  GapLedger.Step step(Lease lease, GapTables.Scan state, Duration interval) {
    Instant now = clock.instant();
    Instant started = state.started() == null ? now : state.started();
    Instant floor =
        state.comparedUntil() == null
            ? started.minus(KEPT)
            : later(state.comparedUntil().minus(OVERLAP), started.minus(KEPT));
    String cursor = state.cursor();
    for (int page = 0; page < PAGES; page++) {
      switch (deliveries.page(cursor)) {
        case HookDeliveries.Outcome.Got<HookDeliveries.Page> got -> {
          HookDeliveries.Page read = got.value();
          boolean whole = read.next() == null || reaches(read, floor);
          if (whole && forgotten(state, started)) {
            LOG.warn("the deliveries of a while are forgotten by GitHub; repositories are read");
            gaps.fire(new GapFound(null));
          }
          int missed =
              tables.compared(
                  lease,
                  started,
                  whole ? null : read.next(),
                  whole ? now.plus(interval) : null,
                  missing(read, floor),
                  now);
          if (missed > 0) {
            LOG.warnf("%d deliveries of GitHub are not in the inbox", missed);
          }
          if (whole) {
            return new GapLedger.Step.Moved();
          }
          cursor = read.next();
        }
        case HookDeliveries.Outcome.Refused<HookDeliveries.Page> refused -> {
          // A cursor may have grown too old: the scan begins anew, later.
          return later(lease, refused.reason(), now.plus(interval));
        }
        case HookDeliveries.Outcome.Later<HookDeliveries.Page> later -> {
          return later(
              lease, later.reason(), later.until() == null ? now.plus(AGAIN) : later.until());
        }
      }
    }
    return new GapLedger.Step.Wait(now.plus(PACE), "GitHub's list goes on");
  }

  private GapLedger.Step later(Lease lease, String reason, Instant until) {
    tables.stuck(lease, reason, until);
    return new GapLedger.Step.Wait(until, "GitHub's list could not be read: " + reason);
  }

  /** Whether the list could not be read for longer than GitHub keeps it. */
  private static boolean forgotten(GapTables.Scan state, Instant started) {
    return state.comparedUntil() != null && state.comparedUntil().isBefore(started.minus(KEPT));
  }

  private static boolean reaches(HookDeliveries.Page page, Instant floor) {
    return page.items().stream().anyMatch(item -> item.at().isBefore(floor));
  }

  /** What could be missing, each GUID once. */
  private static List<GapTables.Candidate> missing(HookDeliveries.Page page, Instant floor) {
    Map<UUID, GapTables.Candidate> candidates = new LinkedHashMap<>();
    for (HookDeliveries.Item item : page.items()) {
      if (!item.at().isBefore(floor)) {
        candidates.merge(
            item.guid(),
            new GapTables.Candidate(
                item.guid(),
                item.id(),
                item.event(),
                item.at(),
                heldUntil(item),
                item.repository()),
            // The first attempt tells best since when it is missed.
            (one, other) -> one.at().isBefore(other.at()) ? one : other);
      }
    }
    return List.copyOf(candidates.values());
  }

  private static @Nullable Instant heldUntil(HookDeliveries.Item item) {
    return item.throttledAt() == null ? null : item.throttledAt().plus(THROTTLED);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
