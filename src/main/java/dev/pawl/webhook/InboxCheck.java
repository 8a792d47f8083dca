package dev.pawl.webhook;

import dev.pawl.store.ComponentCheck;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether what arrives is also worked on. */
@ApplicationScoped
class InboxCheck implements ComponentCheck {
  private static final long LONG_SECONDS = 120;

  private final Database database;

  InboxCheck(Database database) {
    this.database = database;
  }

  @Override
  public String component() {
    return "inbox";
  }

  @Override
  public Finding check() {
    // A lane that rests after a failure is shown as such, not as a slow inbox.
    Row row =
        database
            .execute(
                """
                select count(*) as waiting,
                  coalesce(extract(epoch from clock_timestamp() - min(d.received_at)), 0)::bigint as age
                from delivery d left join lane l on l.name = d.lane
                where d.state = 'pending' and coalesce(l.failures, 0) = 0
                """)
            .iterator()
            .next();
    long age = row.getLong("age");
    String detail = "%d pending, the oldest for %d s.".formatted(row.getLong("waiting"), age);
    return age < LONG_SECONDS ? Finding.works(detail) : Finding.fails(detail);
  }
}
