package dev.pawl.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pawl.run.PhaseFacts;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pages show of runs, their phases and all that belongs to them. */
@ApplicationScoped
class RunView {
  private final Database database;
  private final ArtifactView artifacts;
  private final FindingView findings;

  RunView(Database database, ArtifactView artifacts, FindingView findings) {
    this.database = database;
    this.artifacts = artifacts;
    this.findings = findings;
  }

  /**
   * A whole run.
   *
   * @param ended null while it is open
   * @param archives what is kept of it for when its history is gone; newest first, none before it
   *     has ended
   */
  record Whole(
      long id,
      String owner,
      String name,
      String state,
      @Nullable Instant opened,
      String openedBy,
      @Nullable Instant ended,
      List<PhaseLine> phases,
      List<Attempt> attempts,
      List<ArtifactView.Product> products,
      List<ArtifactView.Archive> archives,
      List<FindingView.Finding> findings,
      List<Change> changes) {
    /** As a line of a list. */
    RunLine line() {
      return new RunLine(id, state, opened, ended, phases.size());
    }
  }

  /**
   * @param now how it stands, in the words that are used everywhere; empty where nothing was
   *     decided since it began
   * @param reason why it stands so, as one sentence; of an ended one, how it ended
   * @param change what would change this; empty where nothing would
   * @param effect the effect that makes its issue; null before it is planned
   * @param needs the titles of what it waits for; empty when it waits for none
   * @param critical whether a person is asked when its last attempt has failed; else the run goes
   *     on without it
   */
  record PhaseLine(
      long id,
      long repository,
      long run,
      String kind,
      String title,
      String state,
      String now,
      String reason,
      String change,
      int attempts,
      @Nullable Integer issue,
      @Nullable Integer pullRequest,
      @Nullable Long effect,
      String needs,
      boolean critical,
      @Nullable Instant opened,
      String openedBy,
      @Nullable Instant changed,
      @Nullable Instant ended) {
    private static final Set<String> BESIDE =
        Set.of(
            PhaseFacts.Kind.REVIEW.label(),
            PhaseFacts.Kind.REVIEW_CONSUMPTION.label(),
            PhaseFacts.Kind.REPAIR.label());

    /** Whether it runs beside the loop, whose stage does not tell of it then. */
    @JsonProperty
    public boolean beside() {
      return BESIDE.contains(kind);
    }
  }

  /** One attempt at a phase. */
  record Attempt(
      long phase,
      int number,
      String state,
      String agent,
      String otherThan,
      @Nullable Instant made,
      @Nullable Instant started,
      @Nullable Instant signalled,
      String signal,
      @Nullable Instant ended,
      String outcome,
      String reason) {}

  /** One line of the history. */
  record Change(
      String object,
      String change,
      String before,
      String after,
      @Nullable Instant at,
      String why,
      String who) {}

  /** A run of a list. */
  record RunLine(
      long id, String state, @Nullable Instant opened, @Nullable Instant ended, long phases) {}

  Optional<Whole> run(long id) {
    return Rows.list(
            database.look(
                """
                select u.*, r.owner, r.name from run u
                left join mirror_repository r on r.id = u.repository_id where u.id = $1
                """,
                id),
            row -> whole(id, row))
        .stream()
        .findFirst();
  }

  private Whole whole(long id, Row row) {
    return new Whole(
        id,
        Rows.text(row, "owner"),
        Rows.text(row, "name"),
        Rows.text(row, "state"),
        Rows.time(row, "opened_at"),
        Rows.text(row, "opened_by"),
        Rows.time(row, "ended_at"),
        phases("p.run_id = $1 order by p.id limit 200", id),
        attempts(id),
        artifacts.products(id),
        artifacts.archives(id),
        findings.of(id),
        changes(id));
  }

  /** The latest runs of a repository, newest first. */
  List<RunLine> runs(long repository) {
    return Rows.list(
        database.look(
            """
            select u.*, (select count(*) from phase p where p.run_id = u.id) as phases
            from run u where u.repository_id = $1 order by u.id desc limit 20
            """,
            repository),
        row ->
            new RunLine(
                row.getLong("id"),
                Rows.text(row, "state"),
                Rows.time(row, "opened_at"),
                Rows.time(row, "ended_at"),
                row.getLong("phases")));
  }

  /** The phases of some runs, oldest first. */
  List<PhaseLine> phasesOf(Long[] runs) {
    return phases("p.run_id = any($1::bigint[]) order by p.id limit 500", (Object) runs);
  }

  /** The phases of a repository that have not ended, oldest first. */
  List<PhaseLine> open(long repository) {
    return phases(
        "p.repository_id = $1 and p.state not in ('done', 'skipped', 'cancelled')"
            + " order by p.id limit 100",
        repository);
  }

  /**
   * What goes on in some repositories, by their ids; where nothing does, what ended last. At most
   * 200, oldest first; none of a repository that the App is not installed on any more.
   */
  List<PhaseLine> tasks(List<Long> repositories) {
    return phases(
        """
        p.id in (
          (select o.id from phase o where o.repository_id = any($1::bigint[])
             and o.state not in ('done', 'skipped', 'cancelled') order by o.id limit 200)
          union
          select last.id from unnest($1::bigint[]) r
          join lateral (
            select e.id from phase e where e.repository_id = r
              and e.state in ('done', 'skipped', 'cancelled') order by e.id desc limit 1
          ) last on true
          where not exists (
            select 1 from phase u where u.repository_id = r
              and u.state not in ('done', 'skipped', 'cancelled'))
        ) and exists (
          select 1 from mirror_repository m
          left join mirror_installation i on i.id = m.installation_id
          where m.id = p.repository_id and m.state = 'active'
            and coalesce(i.state, 'active') <> 'removed'
        ) order by p.id limit 200
        """,
        (Object) repositories.toArray(Long[]::new));
  }

  /**
   * @param parameters those of the condition
   */
  List<PhaseLine> phases(String condition, Object... parameters) {
    return Rows.list(
        database.look(
            """
            select p.*, (select e.id from effect e where e.key = p.effect_key) as effect,
              (select string_agg(n.title, ', ' order by n.id) from phase_dependency d
               join phase n on n.id = d.needs
               where d.phase_id = p.id and n.state not in ('done', 'skipped')) as needs,
              said.one ->> 'state' as now, said.one ->> 'change' as change,
              coalesce(said.one ->> 'reason', (select h.why from run_history h
                where h.object = 'phase:' || p.id order by h.id desc limit 1)) as reason
            from phase p
            left join lateral (
              select one from json_array_elements(
                (select d.content::json -> 'phases' from decision d
                 where d.repository_id = p.repository_id order by d.id desc limit 1)) one
              where p.state not in ('done', 'skipped', 'cancelled')
                and one ->> 'phase' = p.id::text limit 1
            ) said on true
            where\s"""
                + condition,
            parameters),
        row ->
            new PhaseLine(
                row.getLong("id"),
                row.getLong("repository_id"),
                row.getLong("run_id"),
                Rows.text(row, "kind"),
                Rows.text(row, "title"),
                Rows.text(row, "state"),
                Rows.text(row, "now"),
                Rows.text(row, "reason"),
                Rows.text(row, "change"),
                row.getInteger("attempts"),
                row.getInteger("issue"),
                row.getInteger("pull_request"),
                row.getLong("effect"),
                Rows.text(row, "needs"),
                row.getBoolean("critical"),
                Rows.time(row, "opened_at"),
                Rows.text(row, "opened_by"),
                Rows.time(row, "changed_at"),
                Rows.time(row, "ended_at")));
  }

  private List<Attempt> attempts(long run) {
    return Rows.list(
        database.look(
            """
            select x.* from execution x join phase p on p.id = x.phase_id
            where p.run_id = $1 order by x.phase_id, x.attempt limit 500
            """,
            run),
        row ->
            new Attempt(
                row.getLong("phase_id"),
                row.getInteger("attempt"),
                Rows.text(row, "state"),
                Rows.text(row, "agent"),
                Rows.text(row, "other_than"),
                Rows.time(row, "made_at"),
                Rows.time(row, "started_at"),
                Rows.time(row, "signal_at"),
                Rows.text(row, "signal"),
                Rows.time(row, "ended_at"),
                Rows.text(row, "outcome"),
                Rows.text(row, "reason")));
  }

  private List<Change> changes(long run) {
    return Rows.list(
        database.look(
            """
            select h.* from run_history h where h.object = 'run:' || $1::bigint
              or h.object in (select 'phase:' || p.id from phase p where p.run_id = $1)
              or h.object in (select 'intervention:' || i.id from intervention i
                              join phase p on p.id = i.phase_id where p.run_id = $1)
            order by h.id desc limit 500
            """,
            run),
        row ->
            new Change(
                Rows.text(row, "object"),
                Rows.text(row, "change"),
                Rows.text(row, "before"),
                Rows.text(row, "after"),
                Rows.time(row, "at"),
                Rows.text(row, "why"),
                Rows.text(row, "who")));
  }
}
