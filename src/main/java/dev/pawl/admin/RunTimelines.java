package dev.pawl.admin;

import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Draws runs from what their phases' history says. */
@ApplicationScoped
class RunTimelines {
  private final Database database;
  private final RunView runs;
  private final WorldClock clock;

  RunTimelines(Database database, RunView runs, WorldClock clock) {
    this.database = database;
    this.runs = runs;
    this.clock = clock;
  }

  /** In the order of the runs. */
  List<RunTimeline> of(List<RunView.RunLine> lines) {
    Long[] ids = lines.stream().map(RunView.RunLine::id).toArray(Long[]::new);
    List<RunView.PhaseLine> phases = runs.phasesOf(ids);
    List<RunTimeline.Change> changes = changes(ids);
    Instant now = clock.instant();
    return lines.stream()
        .map(
            run ->
                RunTimeline.of(
                    run,
                    phases.stream().filter(phase -> phase.run() == run.id()).toList(),
                    changes,
                    now))
        .toList();
  }

  private List<RunTimeline.Change> changes(Long[] ids) {
    return Rows.list(
        database.look(
            """
            select p.id as phase, h.after, h.at from phase p
            join run_history h on h.object = 'phase:' || p.id
            where p.run_id = any($1::bigint[]) and h.content is not null and h.after is not null
            order by h.id limit 2000
            """,
            (Object) ids),
        row ->
            new RunTimeline.Change(
                row.getLong("phase"), Rows.text(row, "after"), Rows.time(row, "at")));
  }
}
