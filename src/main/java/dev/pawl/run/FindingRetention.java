package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops findings that were resolved long ago, as the lines of the history are. */
@ApplicationScoped
class FindingRetention implements Retention {
  private final Database database;
  private final WorldClock clock;
  private final Duration keep;

  FindingRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.database = database;
    this.clock = clock;
    this.keep = Duration.ofDays(days);
  }

  @Override
  public String what() {
    return "findings";
  }

  @Override
  public int drop(int most) {
    return database
        .execute(
            """
            delete from finding where id in (
              select id from finding where resolved_at < $1
              order by resolved_at limit $2 for update skip locked)
            """,
            clock.instant().minus(keep).atOffset(ZoneOffset.UTC),
            most)
        .rowCount();
  }
}
