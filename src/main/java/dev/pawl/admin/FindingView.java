package dev.pawl.admin;

import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages show of what guards found. */
@ApplicationScoped
class FindingView {
  private final Database database;

  FindingView(Database database) {
    this.database = database;
  }

  /**
   * What a guard has found against the work on a phase.
   *
   * @param mends who can mend it: {@code commits}, a {@code person}, or {@code nobody} needs to
   * @param head the commit that it was first found at
   * @param resolved null: it still holds
   */
  record Finding(
      long phase,
      int pullRequest,
      String guard,
      String text,
      String mends,
      String head,
      @Nullable Instant found,
      @Nullable Instant resolved) {}

  /** Of a run, the latest first. */
  List<Finding> of(long run) {
    return Rows.list(
        database.look(
            """
            select f.* from finding f join phase p on p.id = f.phase_id
            where p.run_id = $1 order by f.id desc limit 500
            """,
            run),
        row ->
            new Finding(
                row.getLong("phase_id"),
                row.getInteger("pull_request"),
                Rows.text(row, "guard"),
                Rows.text(row, "text"),
                Rows.text(row, "mends"),
                Rows.text(row, "head"),
                Rows.time(row, "found_at"),
                Rows.time(row, "resolved_at")));
  }
}
