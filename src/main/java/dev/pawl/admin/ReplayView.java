package dev.pawl.admin;

import dev.pawl.loop.Replay;
import dev.pawl.merge.MergeGuards;
import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Decides past decisions once more, for the pages to show. */
@ApplicationScoped
class ReplayView {
  private final Database database;
  private final MergeGuards guards;

  ReplayView(Database database, MergeGuards guards) {
    this.database = database;
    this.guards = guards;
  }

  /** Empty: there is no such decision, or not any more. */
  Optional<Replay.Outcome> of(long decision) {
    return Rows.list(
            database.look(
                """
                select d.content, d.policy_version, d.merge_policy_version,
                  coalesce(v.version, 0) as form, v.content as view
                from decision d left join view v on v.hash = d.view_hash where d.id = $1
                """,
                decision),
            row ->
                new Replay.Stored(
                    Rows.text(row, "content"),
                    row.getInteger("policy_version"),
                    row.getInteger("merge_policy_version"),
                    row.getInteger("form"),
                    row.getString("view")))
        .stream()
        .findFirst()
        .map(stored -> Replay.of(stored, guards.inOrder()));
  }
}
