package dev.pawl.webhook;

import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The deliveries as the lanes see them. Deliveries of one lane are taken oldest first. */
@ApplicationScoped
public class Inbox {
  /** How a delivery ended. */
  public enum End {
    PROJECTED,
    IGNORED,
    DEAD
  }

  /**
   * @param error why, where there is a reason to be told; else empty
   */
  public record Finish(End end, String error) {}

  /** How much is read at once, unless a single payload is longer. */
  private static final long BYTES = 8 << 20;

  private final Database database;

  Inbox(Database database) {
    this.database = database;
  }

  /** The oldest deliveries of a lane that nobody has worked on to the end. */
  public List<Delivery> pending(String lane, int limit) {
    List<Delivery> found = new ArrayList<>();
    for (Row row :
        database.execute(
            """
            select d.guid, d.sequence, d.event, d.received_at, d.attempts, d.bytes,
              p.payload, p.packed
            from (
              select *, sum(bytes) over (order by sequence) - bytes as before
              from (
                select * from delivery where lane = $1 and state = 'pending'
                order by sequence limit $2
              ) oldest
            ) d
            left join delivery_payload p on p.guid = d.guid and p.received_on = d.received_on
            where d.before < $3
            order by d.sequence
            """,
            lane,
            limit,
            BYTES)) {
      found.add(
          new Delivery(
              row.getUUID("guid"),
              row.getLong("sequence"),
              row.getString("event"),
              lane,
              row.getOffsetDateTime("received_at")
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toInstant(),
              row.getInteger("attempts"),
              stored(row)));
    }
    return found;
  }

  /** A delivery's payload as received; empty when its day was dropped, or it was never there. */
  public byte[] payload(UUID guid) {
    for (Row row :
        database.execute(
            """
            select p.payload, p.packed, d.bytes
            from delivery d join delivery_payload p on p.guid = d.guid and p.received_on = d.received_on
            where d.guid = $1
            """,
            guid)) {
      Payload stored = stored(row);
      return stored == null ? new byte[0] : stored.received();
    }
    return new byte[0];
  }

  private static @Nullable Payload stored(Row row) {
    var stored = row.getBuffer("payload");
    return stored == null
        ? null
        : new Payload(stored.getBytes(), row.getBoolean("packed"), row.getInteger("bytes"));
  }

  /** Whether anything of this lane waits. */
  public boolean hasPending(String lane) {
    return database
            .execute("select 1 from delivery where lane = $1 and state = 'pending' limit 1", lane)
            .size()
        > 0;
  }

  /** Marks deliveries as done, within the transaction that projected them. */
  public Uni<Void> finish(List<UUID> guids, Finish finish) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        update delivery set state = ?2, error = nullif(?3, ''), attempts = attempts + 1,
                          finished_at = clock_timestamp()
                        where guid in (?1) and state = 'pending'
                        """)
                    .setParameter(1, guids)
                    .setParameter(2, finish.end().name().toLowerCase(Locale.ROOT))
                    .setParameter(3, finish.error())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Notes a failure that will be tried again. */
  public void failed(Lease lease, UUID guid, String error) {
    database.execute(
        """
        update delivery set attempts = attempts + 1, error = $2
        where guid = $1 and state = 'pending'
          and exists (select 1 from lane where name = $3 and fencing = $4)
        """,
        guid,
        error,
        lease.lane(),
        lease.fencing());
  }
}
