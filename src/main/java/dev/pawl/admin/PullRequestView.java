package dev.pawl.admin;

import dev.pawl.mirror.PullRequest;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pages show of pull requests: those that are open, those merged last, and each. */
@ApplicationScoped
class PullRequestView {
  private static final int OPEN = 50;
  private static final int MERGED = 10;

  private final Database database;
  private final GuardView guards;

  PullRequestView(Database database, GuardView guards) {
    this.database = database;
    this.guards = guards;
  }

  /**
   * An open one.
   *
   * @param tracked whether Pawl looks after it
   * @param state in one of the words that are used everywhere; empty: nothing was decided about it
   */
  record Line(int number, String title, boolean tracked, String state, String reason) {}

  /** One that was merged, and what became of its base. */
  record Landed(
      int number,
      String title,
      String watch,
      String why,
      @Nullable Instant until,
      @Nullable Instant recorded) {}

  /**
   * @param open at most 50, those that Pawl looks after first
   * @param more how many open ones are not shown
   * @param merged the latest ten, and before them those whose base is red
   */
  record Pulls(List<Line> open, long more, List<Landed> merged) {}

  /**
   * One of them.
   *
   * @param doubt why it is to be read again; empty: it need not be
   * @param issue that it works on; null: none is known
   * @param task its title; empty: it has none
   * @param run of its task; null: it has none
   * @param judged null: nothing was decided about it
   * @param landed null: there is no receipt
   */
  public record Whole(
      String owner,
      String name,
      int number,
      String title,
      String state,
      String author,
      boolean draft,
      boolean tracked,
      String head,
      String doubt,
      @Nullable Instant read,
      @Nullable Integer issue,
      String task,
      @Nullable Long run,
      GuardView.@Nullable Judged judged,
      @Nullable Landed landed) {
    /** The page of its repository. */
    public String home() {
      return Answers.page(owner, name);
    }

    /** Whether it can still be merged. */
    public boolean open() {
      return state.equals(PullRequest.OPEN);
    }
  }

  Pulls of(long repository) {
    Map<Integer, GuardView.Standing> standings =
        guards.standings(repository).stream()
            .collect(
                Collectors.toMap(GuardView.Standing::number, Function.identity(), (a, _) -> a));
    List<Line> open =
        Rows.list(
            database.look(
                """
                select number, title, tracked from mirror_pull_request
                where repository_id = $1 and state = 'open'
                order by tracked desc, number desc limit $2
                """,
                repository,
                OPEN),
            row -> line(row, standings));
    return new Pulls(
        open, open.size() < OPEN ? 0 : openOnes(repository) - OPEN, merged(repository));
  }

  private static Line line(Row row, Map<Integer, GuardView.Standing> standings) {
    int number = row.getInteger("number");
    GuardView.Standing standing = standings.get(number);
    return new Line(
        number,
        Rows.text(row, "title"),
        row.getBoolean("tracked"),
        standing == null ? "" : standing.state(),
        standing == null ? "" : standing.reason());
  }

  private long openOnes(long repository) {
    return database
        .look(
            "select count(*) as n from mirror_pull_request"
                + " where repository_id = $1 and state = 'open'",
            repository)
        .iterator()
        .next()
        .getLong("n");
  }

  private List<Landed> merged(long repository) {
    return Rows.list(
        database.look(
            """
            select m.pull_request, m.watch, m.watch_why, m.watch_until, m.recorded_at,
              coalesce(p.title, '') as title
            from merge_receipt m
            left join mirror_pull_request p
              on p.repository_id = m.repository_id and p.number = m.pull_request
            where m.id in (
              (select id from merge_receipt where repository_id = $1 and watch = 'red'
                order by id desc limit $2)
              union
              (select id from merge_receipt where repository_id = $1 order by id desc limit $2)
            ) order by m.watch = 'red' desc, m.id desc limit $2
            """,
            repository,
            MERGED),
        PullRequestView::landed);
  }

  private static Landed landed(Row row) {
    return new Landed(
        row.getInteger("pull_request"),
        Rows.text(row, "title"),
        Rows.text(row, "watch"),
        Rows.text(row, "watch_why"),
        Rows.time(row, "watch_until"),
        Rows.time(row, "recorded_at"));
  }

  /** Empty where none of that number is known. */
  Optional<Whole> of(long repository, int number) {
    return Rows.list(
            database.look(
                """
                select p.*, r.owner, r.name, l.issue, t.title as task, t.run_id,
                  m.pull_request, m.watch, m.watch_why, m.watch_until, m.recorded_at
                from mirror_pull_request p
                join mirror_repository r on r.id = p.repository_id
                left join mirror_issue_link l
                  on l.repository_id = p.repository_id and l.pull_request = p.number
                left join lateral (
                  select title, run_id from phase where repository_id = p.repository_id
                    and (pull_request = p.number or issue = l.issue) order by id desc limit 1
                ) t on true
                left join merge_receipt m
                  on m.repository_id = p.repository_id and m.pull_request = p.number
                where p.repository_id = $1 and p.number = $2
                """,
                repository,
                number),
            row -> whole(repository, row))
        .stream()
        .findFirst();
  }

  private Whole whole(long repository, Row row) {
    int number = row.getInteger("number");
    return new Whole(
        Rows.text(row, "owner"),
        Rows.text(row, "name"),
        number,
        Rows.text(row, "title"),
        Rows.text(row, "state"),
        Rows.text(row, "author"),
        row.getBoolean("draft"),
        row.getBoolean("tracked"),
        Rows.text(row, "head_sha"),
        Rows.text(row, "dirty"),
        Rows.time(row, "read_at"),
        row.getInteger("issue"),
        Rows.text(row, "task"),
        row.getLong("run_id"),
        guards.of(repository, number).orElse(null),
        row.getInteger("pull_request") == null ? null : landed(row));
  }
}
