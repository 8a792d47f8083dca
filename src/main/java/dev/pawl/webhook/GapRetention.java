package dev.pawl.webhook;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops what the ledger knows of deliveries that were missed long ago, healed or lost. */
@ApplicationScoped
class GapRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select guid from gap_delivery
        where delivered_at < $1 and state not in ('missed', 'asked')
        order by delivered_at limit $2 for update skip locked
      )
      delete from gap_delivery g using old where g.guid = old.guid
      """;

  private final OldRows rows;
  private final int days;

  GapRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
    this.days = days;
  }

  /** For how many days each is kept. */
  int days() {
    return days;
  }

  @Override
  public String what() {
    return "missed deliveries";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
