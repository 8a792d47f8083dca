package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops commands that have ended long ago, as the lines of the audit log are. */
@ApplicationScoped
class SaidRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select id from command
        where ended_at < $1
        order by ended_at limit $2 for update skip locked
      )
      delete from command c using old where c.id = old.id
      """;

  private final OldRows rows;

  SaidRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "commands";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
