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
import java.util.UUID;

/** The deliveries as the lanes see them. Deliveries of one lane are taken oldest first. */
@ApplicationScoped
public class Inbox {
  /** How a delivery ended. */
  public enum End {
    PROJECTED,
    IGNORED,
    DEAD
  }

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
            select d.guid, d.sequence, d.event, d.received_at, d.attempts, p.payload
            from delivery d
            left join delivery_payload p on p.guid = d.guid and p.received_on = d.received_on
            where d.lane = $1 and d.state = 'pending'
            order by d.sequence limit $2
            """,
            lane,
            limit)) {
      var payload = row.getBuffer("payload");
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
              payload == null ? new byte[0] : payload.getBytes()));
    }
    return found;
  }

  /** Whether anything of this lane waits. */
  public boolean hasPending(String lane) {
    return database
            .execute("select 1 from delivery where lane = $1 and state = 'pending' limit 1", lane)
            .size()
        > 0;
  }

  /** Marks a delivery as done, within the transaction that projected it. */
  public Uni<Void> finish(UUID guid, End end, String error) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        update delivery set state = ?2, error = nullif(?3, ''), attempts = attempts + 1,
                          finished_at = clock_timestamp()
                        where guid = ?1 and state = 'pending'
                        """)
                    .setParameter(1, guid)
                    .setParameter(2, end.name().toLowerCase(java.util.Locale.ROOT))
                    .setParameter(3, error)
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
