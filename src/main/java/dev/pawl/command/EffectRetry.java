package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.WakeUps;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Lets an effect that GitHub refused be tried once more, after somebody mended the cause. */
@ApplicationScoped
public class EffectRetry {
  private final Database database;
  private final WakeUps wakeUps;
  private final WorldClock clock;

  EffectRetry(Database database, WakeUps wakeUps, WorldClock clock) {
    this.database = database;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /**
   * @param who for the audit log
   * @return whether there was such an effect, and it had failed
   */
  public boolean retry(long effect, String who) {
    for (Row row :
        database.execute(
            """
            with retried as (
              update effect set state = 'planned', attempts = 0, probes = 0, error = null, outcome = null,
                not_before = null, finished_at = null
              where id = $1 and state = 'failed'
              returning lane, key
            ), noted as (
              insert into audit (who, what, object, before, after)
              select $2, 'retry effect', key, 'failed', 'planned' from retried
            ), woken as (
              update lane set wake_at = $3, wake_reason = 'an effect is tried again',
                retry_at = null, signal = signal + 1
              where name = (select lane from retried)
            )
            select lane from retried
            """,
            effect,
            who,
            clock.instant().atOffset(ZoneOffset.UTC))) {
      wakeUps.wake(row.getString("lane"));
      return true;
    }
    return false;
  }
}
