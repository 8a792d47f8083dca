package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops decisions that others have followed long ago. A repository's last one stays. */
@ApplicationScoped
class DecisionRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select d.id from decision d
        where d.decided_at < $1
          and exists (select 1 from decision later
                      where later.repository_id = d.repository_id and later.id > d.id)
        order by d.decided_at limit $2 for update skip locked
      )
      delete from decision d using old where d.id = old.id
      """;

  private final OldRows rows;

  DecisionRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.decision-days", defaultValue = "90") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "decisions";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
