package dev.pawl.effect;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops what effects wrote, once they are long over. The row itself stays for ever: its key is what
 * keeps the same effect from being written a second time. Failed ones stay whole, since somebody
 * may have them tried again.
 */
@ApplicationScoped
class EffectRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select id from effect
        where finished_at < $1 and intent <> '' and state in ('done', 'cancelled')
        order by finished_at limit $2 for update skip locked
      )
      update effect e set intent = '' from old where e.id = old.id
      """;

  private final OldRows rows;

  EffectRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.effect-days", defaultValue = "90") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "contents of effects";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
