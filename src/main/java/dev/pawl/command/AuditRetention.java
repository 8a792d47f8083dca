package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.store.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops what people did long ago from the audit log. */
@ApplicationScoped
class AuditRetention implements Retention {
  private final Database database;
  private final int days;

  AuditRetention(
      Database database,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.database = database;
    this.days = days;
  }

  @Override
  public String what() {
    return "lines of the audit log";
  }

  @Override
  public int drop(int most) {
    return database
        .execute(
            """
            with old as (
              select id from audit where at < clock_timestamp() - make_interval(days => $1)
              order by at limit $2 for update skip locked
            )
            delete from audit a using old where a.id = old.id
            """,
            days,
            most)
        .rowCount();
  }
}
