package dev.pawl.admin;

import dev.pawl.admin.HealthView.RepositoryRow;
import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The repositories of the health page, each with what goes on there. */
@ApplicationScoped
class RepositoryRows {
  private final Database database;
  private final RunView runs;

  RepositoryRows(Database database, RunView runs) {
    this.database = database;
    this.runs = runs;
  }

  /** At most 200; those that need a person first. */
  List<RepositoryRow> read() {
    List<RepositoryRow> rows = rows();
    Map<Long, List<RunView.PhaseLine>> tasks =
        runs.tasks(rows.stream().map(RepositoryRow::id).toList()).stream()
            .collect(Collectors.groupingBy(RunView.PhaseLine::repository));
    return rows.stream().map(row -> row.with(tasks.getOrDefault(row.id(), List.of()))).toList();
  }

  /** How many repositories Pawl knows; {@link #read} shows no more than one page holds. */
  long known() {
    return database
        .look("select count(*) as n from mirror_repository where state <> 'deleted'")
        .iterator()
        .next()
        .getLong("n");
  }

  private List<RepositoryRow> rows() {
    return Rows.list(
        database.look(
            """
            select r.id, r.owner, r.name, coalesce(d.state, 'Unknown') as state, coalesce(d.stage, '') as stage,
              coalesce(d.reason, 'Nothing was decided yet.') as reason, d.decided_at, l.wake_at
            from mirror_repository r
            left join lane l on l.name = 'repo:' || r.id
            left join lateral (
              select state, stage, reason, decided_at from decision
              where repository_id = r.id order by id desc limit 1
            ) d on true
            where r.state <> 'deleted'
            order by d.state = 'Needs you' desc nulls last, r.owner, r.name limit 200
            """),
        row ->
            new RepositoryRow(
                row.getLong("id"),
                Rows.text(row, "owner"),
                Rows.text(row, "name"),
                Rows.text(row, "state"),
                Rows.text(row, "stage"),
                Rows.text(row, "reason"),
                Rows.time(row, "decided_at"),
                Rows.time(row, "wake_at"),
                List.of()));
  }
}
