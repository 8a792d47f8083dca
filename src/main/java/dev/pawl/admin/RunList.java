package dev.pawl.admin;

import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The runs of a repository that fit a filter, newest first, a page at a time. */
@ApplicationScoped
class RunList {
  private static final int PAGE = 20;
  private static final int TASKS = 20;

  private final Database database;
  private final RunView view;

  RunList(Database database, RunView view) {
    this.database = database;
    this.view = view;
  }

  /**
   * One page of them.
   *
   * @param older the number before which the next page begins; null where this is the last
   */
  record Found(List<Entry> runs, @Nullable Long older) {}

  /**
   * One run.
   *
   * @param ended null while it is open
   * @param phases how many phases it has, whatever they are looked for
   * @param tasks its latest phases that fit, newest first
   */
  record Entry(
      long id,
      String state,
      @Nullable Instant opened,
      @Nullable Instant ended,
      long phases,
      List<RunView.PhaseLine> tasks) {}

  /**
   * @param filter one without a mistake
   */
  Found find(long repository, RunFilter filter) {
    // One more than is shown, to know whether there is another page.
    List<RunView.RunLine> lines =
        Rows.list(
            database.look(
                """
                select u.*, (select count(*) from phase p where p.run_id = u.id) as phases
                from run u where u.repository_id = $1 and u.id < $2 and ($3 = '' or u.state = $3)
                  and ($4 = '' or exists (
                    select 1 from phase p where p.run_id = u.id and p.state = $4))
                order by u.id desc limit $5
                """,
                repository,
                filter.beforeRun(),
                filter.state(),
                filter.phase(),
                PAGE + 1),
            row ->
                new RunView.RunLine(
                    row.getLong("id"),
                    Rows.text(row, "state"),
                    Rows.time(row, "opened_at"),
                    Rows.time(row, "ended_at"),
                    row.getLong("phases")));
    List<RunView.RunLine> shown = lines.subList(0, Math.min(PAGE, lines.size()));
    Map<Long, List<RunView.PhaseLine>> tasks = tasks(shown, filter.phase());
    return new Found(
        shown.stream()
            .map(
                run ->
                    new Entry(
                        run.id(),
                        run.state(),
                        run.opened(),
                        run.ended(),
                        run.phases(),
                        tasks.getOrDefault(run.id(), List.of())))
            .toList(),
        lines.size() > PAGE ? shown.getLast().id() : null);
  }

  private Map<Long, List<RunView.PhaseLine>> tasks(List<RunView.RunLine> runs, String state) {
    return view
        .phases(
            """
            p.id in (
              select fit.id from unnest($1::bigint[]) r
              join lateral (
                select o.id from phase o where o.run_id = r and ($2 = '' or o.state = $2)
                order by o.id desc limit $3
              ) fit on true
            ) order by p.id desc
            """,
            runs.stream().map(RunView.RunLine::id).toArray(Long[]::new),
            state,
            TASKS)
        .stream()
        .collect(Collectors.groupingBy(RunView.PhaseLine::run));
  }
}
