package dev.pawl.admin;

import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When repositories were read, and when they are read again though nothing is told of them. */
@ApplicationScoped
class ReadingView {
  private final Database database;

  ReadingView(Database database) {
    this.database = database;
  }

  /**
   * @param read when it was last read; null: never
   * @param next when it is read again if nothing happens; null: not while it cannot be reached or
   *     is paused
   * @param doubt why it is to be read at once; empty: it is not
   */
  public record Reading(@Nullable Instant read, @Nullable Instant next, String doubt) {}

  Reading of(long repository) {
    for (Row row :
        database.look(
            """
            select r.read_at, r.dirty, case when r.state = 'active'
              and not exists (select from mirror_installation i
                where i.id = r.installation_id and i.state <> 'active')
              and not exists (select from hold h where h.repository_id = r.id
                and h.pull_request is null and h.lifted_at is null)
              then l.reread_at end as next
            from mirror_repository r left join lane l on l.name = 'repo:' || r.id where r.id = $1
            """,
            repository)) {
      return new Reading(
          Rows.time(row, "read_at"), Rows.time(row, "next"), Rows.text(row, "dirty"));
    }
    return new Reading(null, null, "");
  }
}
