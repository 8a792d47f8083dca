package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops views that no decision names any more. Races: a decision that is just being stored may name
 * one; the reference then fails this statement or that step, and either is tried again.
 */
@ApplicationScoped
class ViewRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select v.hash from view v
        where v.stored_at < $1
          and not exists (select 1 from decision d where d.view_hash = v.hash)
        order by v.stored_at limit $2 for update skip locked
      )
      delete from view v using old where v.hash = old.hash
      """;

  private final OldRows rows;

  ViewRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.decision-days", defaultValue = "90") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "views";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
