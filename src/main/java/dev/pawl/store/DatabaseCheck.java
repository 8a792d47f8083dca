package dev.pawl.store;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether PostgreSQL answers, and keeps what it confirms. */
@ApplicationScoped
class DatabaseCheck implements ComponentCheck {
  private final Database database;

  DatabaseCheck(Database database) {
    this.database = database;
  }

  @Override
  public String component() {
    return "database";
  }

  @Override
  public Finding check() {
    Row row =
        database
            .execute(
                """
                select current_setting('server_version') as version,
                  current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off'
                    as durable
                """)
            .iterator()
            .next();
    String version = "PostgreSQL " + row.getString("version");
    return row.getBoolean("durable")
        ? Finding.works(version + " answers and writes durably.")
        : Finding.fails(version + " does not write durably: fsync or synchronous_commit is off.");
  }
}
