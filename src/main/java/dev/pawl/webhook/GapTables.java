package dev.pawl.webhook;

import dev.pawl.store.ClockPut;
import dev.pawl.store.Database;
import dev.pawl.store.LaneName;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's two tables. Times are GitHub's, by the world's clock. */
@ApplicationScoped
class GapTables {
  private final Database database;
  private final WakeUps wakeUps;

  GapTables(Database database, WakeUps wakeUps) {
    this.database = database;
    this.wakeUps = wakeUps;
  }

  /**
   * How far the comparison is.
   *
   * @param comparedUntil null when nothing was compared yet
   * @param started of the scan under way; null: none
   * @param cursor where the scan goes on; null: at the newest
   */
  record Scan(
      @Nullable Instant comparedUntil,
      @Nullable Instant started,
      @Nullable String cursor,
      Instant next) {}

  /**
   * A delivery in GitHub's list.
   *
   * @param notBefore when it may be healed at the earliest; null: at once
   * @param repository the one that it is about; null: none
   */
  record Candidate(
      UUID guid,
      long githubId,
      String event,
      Instant at,
      @Nullable Instant notBefore,
      @Nullable Long repository) {}

  /**
   * A delivery that is to be healed.
   *
   * @param repository the one that it is about; null: none
   */
  record Missed(
      UUID guid,
      long githubId,
      String event,
      Instant at,
      int attempts,
      @Nullable Long repository) {}

  Scan scan() {
    Row row = database.execute("select * from gap_scan").iterator().next();
    return new Scan(
        instant(row, "compared_until"),
        instant(row, "started_at"),
        row.getString("cursor"),
        row.getOffsetDateTime("next_at").toInstant());
  }

  /** GitHub's list is looked at again, and what waits to be healed is due. */
  void clockPut(@Observes ClockPut put) {
    database.execute("update gap_scan set next_at = least(next_at, $1)", offset(put.now()));
    database.execute(
        "update gap_delivery set not_before = null where state in ('missed', 'asked')");
  }

  /** Brings the next scan forward, and has the App's lane see to it. */
  void lookAt(Instant when) {
    database.execute(
        """
        with earlier as (update gap_scan set next_at = least(next_at, $2))
        insert into lane as l (name, wake_at, wake_reason, signal)
        values ($1, $2, 'GitHub''s deliveries are to be compared with the inbox', 1)
        on conflict (name) do update set wake_at = least(coalesce(l.wake_at, $2), $2),
          wake_reason = excluded.wake_reason, signal = l.signal + 1
        """,
        LaneName.APP,
        offset(when));
    wakeUps.wake(LaneName.APP);
  }

  /**
   * Stores what a page has shown.
   *
   * @param cursor where the scan goes on; null at its end
   * @param next when the next scan is due, at the end of this one; else null
   * @return how many deliveries were found missing
   * @throws LeaseLost when another worker has the lane; nothing is written then
   */
  int compared(
      Lease lease,
      Instant started,
      @Nullable String cursor,
      @Nullable Instant next,
      List<Candidate> page,
      Instant now) {
    for (Row row :
        database.execute(
            """
            with fence as (
              select 1 from lane where name = $1 and fencing = $2 for update
            ), missed as (
              insert into gap_delivery
                (guid, github_id, event, delivered_at, not_before, repository_id, found_at)
              select t.*, $3 from fence, unnest($4::uuid[], $5::bigint[], $6::text[],
                $7::timestamptz[], $8::timestamptz[], $12::bigint[])
                as t(guid, github_id, event, at, not_before, repository_id)
              where not exists (select from delivery d where d.guid = t.guid)
              on conflict (guid) do nothing
              returning 1
            )
            update gap_scan set error = null, cursor = $9,
              started_at = case when $10::timestamptz is null then $11::timestamptz end,
              compared_until = case when $10::timestamptz is null then compared_until else $11 end,
              ended_at = case when $10::timestamptz is null then ended_at else $3 end,
              next_at = coalesce($10, next_at)
            from fence
            returning (select count(*) from missed)::int as missed
            """,
            lease.lane(),
            lease.fencing(),
            offset(now),
            page.stream().map(Candidate::guid).toArray(UUID[]::new),
            page.stream().map(Candidate::githubId).toArray(Long[]::new),
            page.stream().map(Candidate::event).toArray(String[]::new),
            page.stream().map(one -> offset(one.at())).toArray(OffsetDateTime[]::new),
            page.stream().map(one -> offset(one.notBefore())).toArray(OffsetDateTime[]::new),
            cursor,
            offset(next),
            offset(started),
            page.stream().map(Candidate::repository).toArray(Long[]::new))) {
      return row.getInteger("missed");
    }
    throw new LeaseLost(lease);
  }

  /** The scan cannot go on; it begins anew later. */
  void stuck(Lease lease, String reason, Instant until) {
    database.execute(
        """
        update gap_scan set error = $3, started_at = null, cursor = null, next_at = $4
        where exists (select from lane where name = $1 and fencing = $2)
        """,
        lease.lane(),
        lease.fencing(),
        reason,
        offset(until));
  }

  /** Whatever has come into the inbox is healed, however it came. */
  void settle(Instant now) {
    database.execute(
        """
        update gap_delivery g set state = 'healed', ended_at = $1, not_before = null, error = null
        from delivery d where d.guid = g.guid and g.state in ('missed', 'asked')
        """,
        offset(now));
  }

  /** When the next healing is due; empty when nothing is missing. */
  Optional<Instant> nextHealing() {
    Row row =
        database
            .execute(
                """
                select min(coalesce(not_before, 'epoch')) as next from gap_delivery
                where state in ('missed', 'asked')
                """)
            .iterator()
            .next();
    return Optional.ofNullable(instant(row, "next"));
  }

  /** What may be healed now, oldest first. */
  List<Missed> open(Instant now, int limit) {
    List<Missed> open = new ArrayList<>();
    for (Row row :
        database.execute(
            """
            select * from gap_delivery
            where state in ('missed', 'asked') and (not_before is null or not_before <= $1)
            order by delivered_at, github_id limit $2
            """,
            offset(now),
            limit)) {
      open.add(
          new Missed(
              row.getUUID("guid"),
              row.getLong("github_id"),
              row.getString("event"),
              row.getOffsetDateTime("delivered_at").toInstant(),
              row.getInteger("attempts"),
              row.getLong("repository_id")));
    }
    return open;
  }

  void later(Missed missed, String reason, Instant until) {
    change(missed, "missed", 0, reason, until, null);
  }

  void asked(Missed missed, String reason, Instant until) {
    change(missed, "asked", 1, reason, until, null);
  }

  void lost(Missed missed, String reason, Instant now) {
    change(missed, "lost", 0, reason, null, now);
  }

  private void change(
      Missed missed,
      String state,
      int attempts,
      String reason,
      @Nullable Instant until,
      @Nullable Instant ended) {
    database.execute(
        """
        update gap_delivery set state = $2, attempts = attempts + $3, error = $4, not_before = $5,
          ended_at = $6
        where guid = $1 and state in ('missed', 'asked')
        """,
        missed.guid(),
        state,
        attempts,
        reason,
        offset(until),
        offset(ended));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
