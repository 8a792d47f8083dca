package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops findings that were resolved long ago, as the lines of the history are. */
@ApplicationScoped
class FindingRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select id from finding
        where resolved_at < $1
        order by resolved_at limit $2 for update skip locked
      )
      delete from finding f using old where f.id = old.id
      """;

  private final OldRows rows;

  FindingRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "findings";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
