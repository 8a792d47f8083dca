package dev.pawl.lane;

import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.Replica;
import dev.pawl.store.WorldClock;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who works in which lane. All of it is single statements on the lane's row; leases run by the
 * database's clock, so replicas need not agree on the time. A lease that ends later than any can
 * was taken before that clock was put back, and counts as ended.
 */
@ApplicationScoped
class LaneLeases {
  private final Database database;
  private final WorldClock clock;
  private final Replica replica;
  private final int seconds;

  LaneLeases(
      Database database,
      WorldClock clock,
      Replica replica,
      @ConfigProperty(name = "pawl.lane.lease-seconds", defaultValue = "30") int seconds) {
    this.database = database;
    this.clock = clock;
    this.replica = replica;
    this.seconds = seconds;
  }

  /**
   * A claimed lane, and the outside wishes known when it was claimed.
   *
   * @param rereadAt when its repository is to be read though nothing is told of it; null: not known
   */
  record Claim(Lease lease, long signal, @Nullable Instant rereadAt) {}

  /** Empty when another worker holds the lane, or it must rest after a failure. */
  Optional<Claim> claim(String lane) {
    for (Row row :
        database.execute(
            """
            insert into lane as l (name, fencing, held_by, lease_until)
            values ($1, 1, $2, clock_timestamp() + make_interval(secs => $3))
            on conflict (name) do update
              set fencing = l.fencing + 1, held_by = $2,
                  lease_until = clock_timestamp() + make_interval(secs => $3)
              where (l.lease_until is null or l.lease_until < clock_timestamp()
                  or l.lease_until > clock_timestamp() + make_interval(secs => 2 * $3))
                and (l.retry_at is null or l.retry_at <= $4)
            returning l.fencing, l.signal, l.reread_at
            """,
            lane,
            replica.id(),
            (double) seconds,
            now())) {
      OffsetDateTime reread = row.getOffsetDateTime("reread_at");
      return Optional.of(
          new Claim(
              new Lease(lane, row.getLong("fencing")),
              row.getLong("signal"),
              reread == null ? null : reread.toInstant()));
    }
    return Optional.empty();
  }

  /** What keeps a lease that was claimed just now. */
  LeaseRenewal renewal(Lease lease) {
    return new LeaseRenewal(this, lease, Duration.ofSeconds(seconds));
  }

  /** False when another worker has claimed the lane since. */
  boolean renew(Lease lease) {
    return database
            .execute(
                """
                update lane set lease_until = clock_timestamp() + make_interval(secs => $3)
                where name = $1 and fencing = $2
                """,
                lease.lane(),
                lease.fencing(),
                (double) seconds)
            .rowCount()
        == 1;
  }

  /**
   * Gives the lane back after its work went well.
   *
   * @param wakeAt when to look again without an event; null: only an event wakes it
   * @param rereadAt when its repository is to be read though nothing is told of it; null: as
   *     before. A wish that came meanwhile stays
   * @return whether somebody wished it to be woken meanwhile
   */
  boolean release(
      Claim claim, @Nullable Instant wakeAt, @Nullable String why, @Nullable Instant rereadAt) {
    for (Row row :
        database.execute(
            """
            update lane set held_by = null, lease_until = null, failures = 0, error = null,
              retry_at = null, moved_at = $4::timestamptz,
              wake_at = case when signal = $3 then $5::timestamptz else $4::timestamptz end,
              wake_reason = case when signal = $3 then $6::text else 'woken meanwhile' end,
              reread_at = case when reread_at is not distinct from $7::timestamptz
                then coalesce($8::timestamptz, reread_at) else reread_at end
            where name = $1 and fencing = $2
            returning signal <> $3 as signalled
            """,
            claim.lease().lane(),
            claim.lease().fencing(),
            claim.signal(),
            now(),
            offset(wakeAt),
            why,
            offset(claim.rereadAt()),
            offset(rereadAt))) {
      return row.getBoolean("signalled");
    }
    return false;
  }

  /** Gives the lane back after a failure, to rest until its next try. */
  void rest(Claim claim, int failures, Instant retryAt, String error) {
    database.execute(
        """
        update lane set held_by = null, lease_until = null, failures = $3, error = $4,
          retry_at = $5, wake_at = $5, wake_reason = 'another try after a failure'
        where name = $1 and fencing = $2
        """,
        claim.lease().lane(),
        claim.lease().fencing(),
        failures,
        error,
        retryAt.atOffset(ZoneOffset.UTC));
  }

  /** How often in a row the lane has failed. */
  int failures(String lane) {
    for (Row row : database.execute("select failures from lane where name = $1", lane)) {
      return row.getInteger("failures");
    }
    return 0;
  }

  /** When a lane was last given back, by the world's clock; empty when none was. */
  Optional<Instant> lastMove() {
    for (Row row : database.execute("select max(moved_at) as moved from lane")) {
      return Optional.ofNullable(row.getOffsetDateTime("moved")).map(OffsetDateTime::toInstant);
    }
    return Optional.empty();
  }

  /** Makes every lane due that waits for a time. */
  void lookAgain(Instant now) {
    database.execute(
        """
        update lane set wake_at = $1, retry_at = null, signal = signal + 1,
          moved_at = least(moved_at, $1), wake_reason = 'the clock was put'
        where wake_at is not null or moved_at > $1
        """,
        now.atOffset(ZoneOffset.UTC));
  }

  /** Lanes whose timer has run out and that nobody holds. */
  List<String> due(int limit) {
    return names(
        """
        select name from lane
        where wake_at <= $1
          and (lease_until is null or lease_until < clock_timestamp()
            or lease_until > clock_timestamp() + make_interval(secs => 2 * $3))
          and (retry_at is null or retry_at <= $1)
        order by wake_at limit $2
        """,
        limit);
  }

  /**
   * Lanes with pending deliveries that nobody holds. Jumps from lane to lane through the index, so
   * that a long queue in one lane costs no more than a short one.
   */
  List<String> pending(int limit) {
    return names(
        """
        with recursive waiting as (
          (select lane from delivery where state = 'pending' order by lane limit 1)
          union all
          select (select d.lane from delivery d
                  where d.state = 'pending' and d.lane > w.lane order by d.lane limit 1)
          from waiting w where w.lane is not null
        )
        select w.lane as name from waiting w left join lane l on l.name = w.lane
        where w.lane is not null
          and (l.lease_until is null or l.lease_until < clock_timestamp()
            or l.lease_until > clock_timestamp() + make_interval(secs => 2 * $3))
          and (l.retry_at is null or l.retry_at <= $1)
        limit $2
        """,
        limit);
  }

  private List<String> names(String sql, int limit) {
    List<String> names = new ArrayList<>();
    database
        .execute(sql, now(), limit, (double) seconds)
        .forEach(row -> names.add(row.getString("name")));
    return names;
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
