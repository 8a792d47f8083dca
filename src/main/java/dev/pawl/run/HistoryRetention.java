package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops lines of the history that are past their time. Those of a phase that is still open stay,
 * however old: its state is made from them.
 */
@ApplicationScoped
class HistoryRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select h.id from run_history h
        where h.at < $1
          and not exists (
            select 1 from phase p
            where p.repository_id = h.repository_id and h.object = 'phase:' || p.id
              and p.state not in ('done', 'skipped', 'cancelled'))
        order by h.at limit $2 for update skip locked
      )
      delete from run_history h using old where h.id = old.id
      """;

  private final OldRows rows;

  HistoryRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "lines of the history";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
