package dev.pawl.admin;

import dev.pawl.loop.NotedChange;
import dev.pawl.loop.Replay;
import dev.pawl.merge.MergeGuards;
import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides past decisions once more, for the pages to show. */
@ApplicationScoped
class ReplayView {
  private final Database database;
  private final MergeGuards guards;

  ReplayView(Database database, MergeGuards guards) {
    this.database = database;
    this.guards = guards;
  }

  /**
   * A decision that was decided once more.
   *
   * @param noted what was noted before it then; null: it was not kept, or cannot be read any more
   */
  record Again(Replay.Outcome outcome, @Nullable List<NotedChange> noted) {}

  /** Empty: there is no such decision, or not any more. */
  Optional<Again> of(long decision) {
    return Rows.list(
            database.look(
                """
                select d.content, d.noted, d.policy_version, d.merge_policy_version,
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
                    row.getString("view"),
                    row.getString("noted")))
        .stream()
        .findFirst()
        .map(
            stored ->
                new Again(
                    Replay.of(stored, guards.inOrder()),
                    NotedChange.of(stored.noted()).orElse(null)));
  }
}
