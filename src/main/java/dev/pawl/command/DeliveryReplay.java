package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.webhook.WakeUps;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Lets a delivery be worked on once more. What follows from it is idempotent. */
@ApplicationScoped
public class DeliveryReplay {
  /** How the wish ended. */
  public enum Outcome {
    REPLAYED,
    PENDING_ALREADY,
    UNKNOWN
  }

  private final Database database;
  private final WakeUps wakeUps;

  DeliveryReplay(Database database, WakeUps wakeUps) {
    this.database = database;
    this.wakeUps = wakeUps;
  }

  /**
   * @param who for the audit log
   */
  public Outcome replay(UUID guid, String who) {
    for (Row row :
        database.execute(
            """
            with before as (
              select guid, lane, state from delivery where guid = $1 for update
            ), replayed as (
              update delivery d set state = 'pending', attempts = 0, error = null, finished_at = null,
                decision_id = null
              from before where d.guid = before.guid and before.state <> 'pending'
              returning d.guid
            ), noted as (
              insert into audit (who, what, object, before, after)
              select $2, 'replay delivery', $1::text, before.state, 'pending'
              from before join replayed using (guid)
            ), rested as (
              update lane set retry_at = null where name = (select lane from before)
            )
            select lane, state from before
            """,
            guid,
            who)) {
      wakeUps.wake(row.getString("lane"));
      return row.getString("state").equals("pending") ? Outcome.PENDING_ALREADY : Outcome.REPLAYED;
    }
    return Outcome.UNKNOWN;
  }
}
