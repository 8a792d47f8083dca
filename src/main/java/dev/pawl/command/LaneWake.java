package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.WakeUps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Lets a lane be worked on at once, also one that rests after a failure. */
@ApplicationScoped
public class LaneWake {
  private final Database database;
  private final WakeUps wakeUps;
  private final WorldClock clock;

  LaneWake(Database database, WakeUps wakeUps, WorldClock clock) {
    this.database = database;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /**
   * @param who for the audit log
   * @return whether there is such a lane
   */
  public boolean wake(String lane, String who) {
    boolean known =
        database
                .execute(
                    """
                    with woken as (
                      update lane set wake_at = $3, wake_reason = 'woken by a person',
                        retry_at = null, signal = signal + 1
                      where name = $1 returning name
                    )
                    insert into audit (who, what, object) select $2, 'wake lane', name from woken
                    """,
                    lane,
                    who,
                    clock.instant().atOffset(ZoneOffset.UTC))
                .rowCount()
            == 1;
    if (known) {
      wakeUps.wake(lane);
    }
    return known;
  }
}
