package dev.pawl.webhook;

import dev.pawl.store.Database;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops what the ledger knows of deliveries that were missed long ago, healed or lost. */
@ApplicationScoped
class GapRetention implements Retention {
  private final Database database;
  private final WorldClock clock;
  private final Duration keep;

  GapRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.database = database;
    this.clock = clock;
    this.keep = Duration.ofDays(days);
  }

  /** For how many days each is kept. */
  int days() {
    return (int) keep.toDays();
  }

  @Override
  public String what() {
    return "missed deliveries";
  }

  @Override
  public int drop(int most) {
    return database
        .execute(
            """
            with old as (
              select guid from gap_delivery
              where delivered_at < $1 and state not in ('missed', 'asked')
              order by delivered_at limit $2 for update skip locked
            )
            delete from gap_delivery g using old where g.guid = old.guid
            """,
            clock.instant().minus(keep).atOffset(ZoneOffset.UTC),
            most)
        .rowCount();
  }
}
