package dev.pawl.effect;

import dev.pawl.store.Database;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops what effects wrote, once they are long over. The row itself stays for ever: its key is what
 * keeps the same effect from being written a second time. Failed ones stay whole, since somebody
 * may have them tried again.
 */
@ApplicationScoped
class EffectRetention implements Retention {
  private final Database database;
  private final WorldClock clock;
  private final Duration keep;

  EffectRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.effect-days", defaultValue = "90") int days) {
    this.database = database;
    this.clock = clock;
    this.keep = Duration.ofDays(days);
  }

  @Override
  public String what() {
    return "contents of effects";
  }

  @Override
  public int drop(int most) {
    return database
        .execute(
            """
            with old as (
              select id from effect
              where finished_at < $1 and intent <> '' and state in ('done', 'cancelled')
              order by finished_at limit $2 for update skip locked
            )
            update effect e set intent = '' from old where e.id = old.id
            """,
            clock.instant().minus(keep).atOffset(ZoneOffset.UTC),
            most)
        .rowCount();
  }
}
