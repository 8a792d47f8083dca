package dev.pawl.webhook;

import dev.pawl.store.Database;
import dev.pawl.store.KillPoint;
import dev.pawl.store.Rush;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts arrivals into the inbox. Those that come while a statement is under way gather and go
 * together in the next one; a lone arrival goes at once, there is no timer.
 *
 * <p>Races: two replicas, or two statements of this one, may carry the same GUIDs. The rows of a
 * statement are sorted by GUID so that both take their locks in one order; should PostgreSQL find a
 * deadlock all the same, the statement is tried again. Whichever commits first is the delivery.
 */
@ApplicationScoped
class InboxWriter {
  private static final Logger LOG = Logger.getLogger(InboxWriter.class);
  private static final int STATEMENTS = 2;
  private static final int ROWS = 256;
  private static final int BYTES = 8 << 20;
  // GitHub gives up after 10 s; an answer later than that helps nobody.
  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final String DEADLOCK = "40P01";
  private static final String INSERT =
      """
      with arrived as (
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::boolean[], $6::int[])
          as t(guid, event, lane, payload, packed, size)
      ), fresh as (
        insert into delivery (guid, event, lane, bytes)
        select guid, event, lane, size from arrived order by guid
        on conflict (guid) do nothing
        returning guid, received_on
      )
      insert into delivery_payload (received_on, guid, payload, packed)
      select received_on, guid, payload, packed from fresh join arrived using (guid)
      """;

  private final Database database;
  private final WakeUps wakeUps;
  private final Rush rush;
  private final Queue<Arrival> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore statements = new Semaphore(STATEMENTS);

  InboxWriter(Database database, WakeUps wakeUps, Rush rush) {
    this.database = database;
    this.rush = rush;
    this.wakeUps = wakeUps;
  }

  /** Takes an arrival; its future tells how it ended. Never waits. */
  void add(Arrival arrival) {
    rush.arrived();
    waiting.add(arrival);
    send();
  }

  private void send() {
    while (!waiting.isEmpty() && statements.tryAcquire()) {
      List<Arrival> batch = gather();
      if (batch.isEmpty()) {
        statements.release();
      } else {
        KillPoint.BEFORE_INBOX_COMMIT.reached();
        Uni.createFrom()
            .deferred(() -> insert(batch))
            .subscribe()
            .with(done -> finish(batch, null), failure -> finish(batch, failure));
      }
    }
  }

  private List<Arrival> gather() {
    List<Arrival> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < ROWS && bytes < BYTES) {
      Arrival next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      bytes += next.payload().bytes().length;
    }
    return batch;
  }

  private Uni<Void> insert(List<Arrival> batch) {
    TreeMap<UUID, Arrival> rows = new TreeMap<>(Comparator.naturalOrder());
    batch.forEach(arrival -> rows.putIfAbsent(arrival.guid(), arrival));
    Tuple columns =
        Tuple.from(
            List.of(
                rows.keySet().toArray(UUID[]::new),
                rows.values().stream().map(Arrival::event).toArray(String[]::new),
                rows.values().stream().map(Arrival::lane).toArray(String[]::new),
                rows.values().stream()
                    .map(arrival -> Buffer.buffer(arrival.payload().bytes()))
                    .toArray(Buffer[]::new),
                rows.values().stream()
                    .map(arrival -> arrival.payload().packed())
                    .toArray(Boolean[]::new),
                rows.values().stream()
                    .map(arrival -> arrival.payload().size())
                    .toArray(Integer[]::new)));
    return Uni.createFrom()
        .deferred(() -> database.pool().preparedQuery(INSERT).execute(columns))
        .onFailure(InboxWriter::deadlock)
        .retry()
        .atMost(5)
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .replaceWithVoid();
  }

  private static boolean deadlock(Throwable failure) {
    return failure instanceof PgException refused && DEADLOCK.equals(refused.getSqlState());
  }

  private void finish(List<Arrival> batch, @Nullable Throwable failure) {
    statements.release();
    if (failure == null) {
      KillPoint.AFTER_INBOX_COMMIT.reached();
      batch.forEach(arrival -> arrival.stored().complete(null));
      batch.stream().map(Arrival::lane).distinct().forEach(wakeUps::wake);
    } else {
      LOG.warnf("%d deliveries could not be stored: %s", batch.size(), failure.getMessage());
      batch.forEach(arrival -> arrival.stored().completeExceptionally(failure));
    }
    send();
  }
}
