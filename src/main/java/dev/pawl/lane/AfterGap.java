package dev.pawl.lane;

import dev.pawl.store.Database;
import dev.pawl.store.LaneName;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.GapFound;
import dev.pawl.webhook.WakeUps;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * Has repositories read soon when deliveries were lost: the one it is known of at once, else all,
 * spread over a while.
 *
 * <p>Races: lanes are locked in the order of their names, as everybody does who locks several. The
 * signal makes a worker that is just about to release its lane look again, and its release leaves
 * the time that is set here as it is.
 */
@ApplicationScoped
class AfterGap {
  private static final Duration SPREAD = Duration.ofMinutes(30);

  private final Database database;
  private final WakeUps wakeUps;
  private final WorldClock clock;

  AfterGap(Database database, WakeUps wakeUps, WorldClock clock) {
    this.database = database;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  void found(@Observes GapFound gap) {
    Long repository = gap.repository();
    for (Row row :
        database.execute(
            """
            with these as (
              select name, $1::timestamptz + case when $3::text is null
                then make_interval(secs => $2 * (abs(hashtext(name)::bigint) % 1000) / 1000.0)
                else interval '0' end as soon
              from lane where name = $3 or ($3::text is null and name like 'repo:%')
              order by name for update
            )
            update lane l set signal = signal + 1,
              reread_at = case when l.reread_at > $1 and l.reread_at < these.soon
                then l.reread_at else these.soon end,
              wake_at = least(coalesce(l.wake_at, these.soon), these.soon),
              wake_reason = 'a delivery was lost, so the repository is read'
            from these where l.name = these.name
            returning l.name
            """,
            clock.instant().atOffset(ZoneOffset.UTC),
            (double) SPREAD.toSeconds(),
            repository == null ? null : LaneName.repository(repository))) {
      if (repository != null) {
        wakeUps.wake(row.getString("name"));
      }
    }
  }
}
