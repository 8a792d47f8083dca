package dev.pawl.effect;

import dev.pawl.store.ClockPut;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The moment an effect becomes a try: one statement that checks everything which may forbid it.
 *
 * <p>Races: the lane's row is locked by its fencing number, so that of two workers only the holder
 * of the lease can claim. A suspension or removal that is committed before this statement begins is
 * seen; one that comes later meets an effect that is claimed already, which may still land. A
 * delivery that is committed after a merge was claimed is too late in the same way: the head that
 * is sent along is what then protects from merging what nobody judged.
 *
 * <p>What people hold back is placed under the same row's lock. A statement that waited for that
 * lock still reads every other table as it was when it began, and would not see the hold; but of
 * the row that it locked it sees the latest. So each hold raises the row's number {@code holds},
 * and a claim that finds another number than the one it began with claims nothing. Nothing is
 * claimed once a hold is committed, but for answers to what people have said: they move nothing.
 *
 * <p>A freeze that the settings name begins by the clock: the effect has that time with it, and is
 * not claimed from then on. The lane is due at that time and decides anew.
 */
@ApplicationScoped
class EffectClaims {
  private static final String CLAIM =
      """
      with held as (
        select name from lane where name = $2 and fencing = $3
          and holds = (select before.holds from lane before where before.name = $2)
        for update
      )
      update effect e
      set state = 'claimed', fencing = $3, claimed_at = $4, attempts = attempts + 1, not_before = null,
        installation_id = r.installation_id
      from held, mirror_repository r left join mirror_installation i on i.id = r.installation_id
      where e.id = $1 and e.state = 'planned' and e.lane = held.name
        and r.id = e.repository_id and r.state = 'active' and not r.archived
        and coalesce(i.state, 'active') = 'active'
        -- Whoever pauses or holds something is answered all the same.
        and (e.kind in ('react', 'put-answer') or not exists (
          select 1 from hold h
          where h.repository_id = e.repository_id and h.lifted_at is null
            and (h.until is null or h.until > $4)
            and (h.pull_request = e.pull_request
              or h.pull_request is null and case h.kind
                when 'stop' then true
                when 'freeze' then e.kind in ('merge-pull-request', 'enqueue') and not e.spared
                else not e.finishing end)))
        and (e.not_after is null or e.not_after > $4)
        -- A merge is decided on all that is known: not while a delivery waits that may change it.
        and (e.kind not in ('merge-pull-request', 'enqueue') or not exists (
          select 1 from delivery d where d.lane = e.lane and d.state = 'pending'))
      returning e.key, e.repository_id, r.installation_id, r.owner, r.name, e.planned_at
      """;

  /** Where GitHub does not let Pawl in, nothing can be looked for either. */
  private static final String TARGET =
      """
      select e.key, e.repository_id, r.installation_id, r.owner, r.name, e.planned_at
      from effect e join mirror_repository r on r.id = e.repository_id
      left join mirror_installation i on i.id = r.installation_id
      where e.id = $1 and r.state = 'active' and coalesce(i.state, 'active') = 'active'
      """;

  private final Database database;
  private final EffectTimes times;

  EffectClaims(Database database, EffectTimes times) {
    this.database = database;
    this.times = times;
  }

  /** Whether it is a merge before which deliveries must be worked on. */
  boolean inTheWay(Effect effect) {
    return (effect.kind.equals(Intent.MERGE_PULL_REQUEST) || effect.kind.equals(Intent.ENQUEUE))
        && database
            .execute(
                "select 1 from delivery where lane = $1 and state = 'pending' limit 1", effect.lane)
            .iterator()
            .hasNext();
  }

  /** What waits for a time waits for as long as an unknown outcome does, by the new clock. */
  void clockPut(@Observes ClockPut put) {
    database.execute(
        """
        update effect set not_before = $1
        where state in ('planned', 'claimed', 'unknown') and not_before is not null
        """,
        put.now().plus(times.settle()).atOffset(ZoneOffset.UTC));
  }

  /** Empty when the lease is lost, or the repository may not be written to just now. */
  Optional<EffectTarget> claim(Lease lease, long effect, Instant now) {
    return target(
        database.execute(
            CLAIM, effect, lease.lane(), lease.fencing(), now.atOffset(ZoneOffset.UTC)));
  }

  /** Where an effect went; empty while its repository is out of reach. */
  Optional<EffectTarget> target(long effect) {
    return target(database.execute(TARGET, effect));
  }

  private static Optional<EffectTarget> target(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(
          new EffectTarget(
              row.getString("key"),
              row.getLong("repository_id"),
              row.getLong("installation_id"),
              row.getString("owner"),
              row.getString("name"),
              row.getOffsetDateTime("planned_at").toInstant()));
    }
    return Optional.empty();
  }
}
