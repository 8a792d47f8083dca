package dev.pawl.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.mirror.Event;
import dev.pawl.mirror.MalformedPayload;
import dev.pawl.mirror.Projection;
import dev.pawl.mirror.Projectors;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import dev.pawl.store.LaneName;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.Delivery;
import dev.pawl.webhook.Inbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Brings deliveries into the mirror: projection, the deliveries' end, and the lane's wish to decide
 * are one transaction. A crash after it leaves a lane that is due; a crash before it, deliveries
 * that are pending.
 *
 * <p>What waits in a repository's lane goes together, in its order. When anything about that fails,
 * nothing of it has happened, and each goes by itself, so that one bad delivery holds up no other.
 */
@ApplicationScoped
class Projecting {
  private static final Logger LOG = Logger.getLogger(Projecting.class);

  private final Database database;
  private final Projectors projectors;
  private final Inbox inbox;
  private final WorldClock clock;

  Projecting(Database database, Projectors projectors, Inbox inbox, WorldClock clock) {
    this.database = database;
    this.projectors = projectors;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * All of a repository's deliveries in one transaction.
   *
   * @return how each ended; empty when they must be taken one by one
   * @throws LeaseLost when another worker has the lane
   */
  List<Inbox.End> together(Lease lease, List<Delivery> deliveries) {
    if (LaneName.repositoryOf(lease.lane()).isEmpty()) {
      return List.of();
    }
    try {
      List<Event> events = new ArrayList<>();
      for (Delivery delivery : deliveries) {
        Event event = new Event(delivery.event(), parse(delivery), clock.instant());
        checkAddress(lease.lane(), event);
        events.add(event);
      }
      return database.writeFenced(lease, () -> project(lease, deliveries, events));
    } catch (LeaseLost lost) {
      throw lost;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
      LOG.debugf("%d deliveries are taken one by one: %s", deliveries.size(), failure);
      return List.of();
    }
  }

  private Uni<List<Inbox.End>> project(Lease lease, List<Delivery> deliveries, List<Event> events) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(this::projectOwn)
        .collect()
        .asList()
        .chain(projections -> finish(lease, deliveries, projections));
  }

  /** For an event that concerns its own repository only. */
  private Uni<Projection> projectOwn(Event event) {
    return projectors
        .others(event)
        .chain(
            others -> {
              if (!others.isEmpty()) {
                // Their lanes are locked in the order of their names, which takes one event a time.
                throw new IllegalStateException(event.name() + " concerns other repositories");
              }
              return projectors.project(event);
            });
  }

  private Uni<List<Inbox.End>> finish(
      Lease lease, List<Delivery> deliveries, List<Projection> projections) {
    List<Inbox.End> ends = new ArrayList<>();
    Map<Inbox.Finish, List<UUID>> alike = new LinkedHashMap<>();
    for (int i = 0; i < deliveries.size(); i++) {
      Inbox.Finish finish = finish(projections.get(i));
      ends.add(finish.end());
      alike.computeIfAbsent(finish, key -> new ArrayList<>()).add(deliveries.get(i).guid());
    }
    Uni<Void> finished =
        Multi.createFrom()
            .iterable(alike.entrySet())
            .onItem()
            .transformToUniAndConcatenate(entry -> inbox.finish(entry.getValue(), entry.getKey()))
            .collect()
            .asList()
            .replaceWithVoid();
    return ends.contains(Inbox.End.PROJECTED)
        ? finished.chain(() -> dueNow(lease.lane(), clock.instant())).replaceWith(ends)
        : finished.replaceWith(ends);
  }

  private static Inbox.Finish finish(Projection projection) {
    return switch (projection) {
      case Projection.Done _ -> new Inbox.Finish(Inbox.End.PROJECTED, "");
      case Projection.Ignored ignored -> new Inbox.Finish(Inbox.End.IGNORED, ignored.reason());
    };
  }

  /**
   * @return how the delivery ended; {@code DEAD} when no retry would help
   */
  Inbox.End project(Lease lease, Delivery delivery) {
    try {
      Event event = new Event(delivery.event(), parse(delivery), clock.instant());
      checkAddress(lease.lane(), event);
      return database.writeFenced(lease, () -> project(lease, delivery, event));
    } catch (MalformedPayload poison) {
      bury(lease, delivery, poison.reason());
      return Inbox.End.DEAD;
    }
  }

  /** Gives a delivery up, with the reason; it can be replayed. */
  void bury(Lease lease, Delivery delivery, String reason) {
    database.writeFenced(
        lease,
        () -> inbox.finish(List.of(delivery.guid()), new Inbox.Finish(Inbox.End.DEAD, reason)));
  }

  private static JsonNode parse(Delivery delivery) {
    if (delivery.bytes() == 0) {
      throw new MalformedPayload("the payload is empty, or its day was dropped");
    }
    try {
      JsonNode payload = Json.MAPPER.readTree(delivery.payload());
      if (!payload.isObject()) {
        throw new MalformedPayload("the payload is no JSON object");
      }
      return payload;
    } catch (IOException broken) {
      throw new MalformedPayload("the payload is not valid JSON");
    }
  }

  /** A repository's rows are changed in its own lane only. */
  private static void checkAddress(String lane, Event event) {
    OptionalLong repository = LaneName.repositoryOf(lane);
    if (repository.isPresent() && repository.getAsLong() != event.repositoryId()) {
      throw new MalformedPayload("the payload names two repositories");
    }
  }

  private Uni<Inbox.End> project(Lease lease, Delivery delivery, Event event) {
    return projectors
        .others(event)
        .chain(others -> wakeOthers(lease, others, event.now()))
        .chain(Projecting::forget)
        .chain(() -> projectors.project(event))
        .chain(projection -> finish(lease, List.of(delivery), List.of(projection)))
        .map(List::getFirst);
  }

  /** The lane owes a decision from now on, even if this worker ends here. */
  private static Uni<Void> dueNow(String lane, Instant now) {
    return execute(
        "update lane set wake_at = ?2, wake_reason = 'a delivery was projected' where name = ?1",
        lane,
        now);
  }

  /** What was read before the other lanes were locked may have been changed until they were. */
  private static Uni<Void> forget() {
    return Panache.getSession().invoke(Mutiny.Session::clear).replaceWithVoid();
  }

  /** Locks them too; in the order of their names, so that no two do it crosswise. */
  private static Uni<Void> wakeOthers(Lease lease, Set<Long> repositories, Instant now) {
    Set<String> lanes = new TreeSet<>();
    repositories.forEach(id -> lanes.add(LaneName.repository(id)));
    lanes.remove(lease.lane());
    return Multi.createFrom()
        .iterable(lanes)
        .onItem()
        .transformToUniAndConcatenate(
            lane ->
                execute(
                    """
                    insert into lane as l (name, wake_at, wake_reason, signal)
                    values (?1, ?2, 'the installation changed', 1)
                    on conflict (name) do update
                      set wake_at = ?2, wake_reason = 'the installation changed',
                          retry_at = null, signal = l.signal + 1
                    """,
                    lane,
                    now))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static Uni<Void> execute(String sql, String lane, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(sql)
                    .setParameter(1, lane)
                    .setParameter(2, now)
                    .executeUpdate())
        .replaceWithVoid();
  }
}
