package dev.pawl.admin;

import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The files of the queue whose tasks are under way. */
@ApplicationScoped
class TakenView {
  private final Database database;

  TakenView(Database database) {
    this.database = database;
  }

  /**
   * @param path where it lay in the queue
   * @param name without its folder
   * @param title of its task
   */
  record Taken(String path, String name, String title, long run) {}

  /** At most 50, in the order in which they were taken up. */
  List<Taken> of(long repository) {
    return Rows.list(
        database.look(
            """
            select q.path, p.title, p.run_id from queue_item q join phase p on p.id = q.phase_id
            where q.repository_id = $1 and q.state <> 'gone'
              and p.state not in ('done', 'skipped', 'cancelled')
            order by q.id limit 50
            """,
            repository),
        row -> {
          String path = Rows.text(row, "path");
          return new Taken(
              path,
              path.substring(path.lastIndexOf('/') + 1),
              Rows.text(row, "title"),
              row.getLong("run_id"));
        });
  }
}
