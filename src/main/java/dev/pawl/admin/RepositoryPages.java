package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.loop.NotedChange;
import dev.pawl.loop.Replay;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One repository: where it stands and why, and what was decided before. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RepositoryPages {
  private final Database database;
  private final GitHubAddresses addresses;
  private final WorkView work;
  private final ReadingView readings;
  private final PlanningView planning;
  private final ReplayView replays;
  private final CsrfToken csrf;

  RepositoryPages(
      Database database,
      GitHubAddresses addresses,
      WorkView work,
      ReadingView readings,
      PlanningView planning,
      ReplayView replays,
      CsrfToken csrf) {
    this.database = database;
    this.addresses = addresses;
    this.work = work;
    this.readings = readings;
    this.planning = planning;
    this.replays = replays;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance repository(
        RepositoryLine repository,
        List<DecisionLine> decisions,
        List<IssueLine> issues,
        List<EffectLine> effects,
        WorkView.Work work,
        ReadingView.Reading reading,
        Stepper stepper,
        PlanningView.Planning planning,
        String github,
        String csrf);

    static native TemplateInstance decision(DecisionLine decision, String view, Replayed replayed);
  }

  /**
   * What came of deciding it once more.
   *
   * @param decided null: it cannot be
   * @param why why it cannot be; empty when it can
   * @param noted what was noted before it then; null: it was not kept, or cannot be read any more
   */
  record Replayed(
      Replay.Outcome.@Nullable Decided decided, String why, @Nullable List<NotedChange> noted) {
    static Replayed of(ReplayView.Again again) {
      return switch (again.outcome()) {
        case Replay.Outcome.Decided decided -> new Replayed(decided, "", again.noted());
        case Replay.Outcome.Impossible impossible ->
            new Replayed(null, impossible.why(), again.noted());
      };
    }

    /** Whether it is known what was noted. */
    public boolean kept() {
      return noted != null;
    }
  }

  public record RepositoryLine(
      long id,
      String owner,
      String name,
      String branch,
      String reach,
      String dirty,
      String unreadable,
      @Nullable Instant read,
      String settings,
      String mistakes,
      @Nullable Instant wake,
      String wakeReason,
      long failures,
      String error) {}

  public record DecisionLine(
      long id,
      String owner,
      String name,
      String stage,
      String state,
      String reason,
      String change,
      String content,
      @Nullable Instant at) {}

  public record IssueLine(int number, String title, String state, String assignees) {}

  public record EffectLine(
      long id, String kind, String state, String reason, @Nullable Instant at) {}

  @GET
  @Path("repositories/{owner}/{name}")
  public TemplateInstance repository(
      @PathParam("owner") String owner, @PathParam("name") String name) {
    RepositoryLine line =
        Rows.list(
                database.look(
                    """
                    select r.*, s.content as settings, s.mistakes, l.wake_at, l.wake_reason, l.failures, l.error
                    from mirror_repository r
                    left join repository_settings s on s.repository_id = r.id
                    left join lane l on l.name = 'repo:' || r.id
                    left join mirror_installation i on i.id = r.installation_id
                    where r.owner = $1 and r.name = $2
                    order by r.state, coalesce(i.state, 'active') = 'removed', r.id desc limit 1
                    """,
                    owner,
                    name),
                RepositoryPages::repository)
            .stream()
            .findFirst()
            .orElseThrow(() -> new WebApplicationException(404));
    List<DecisionLine> decisions =
        decisions("d.repository_id = $1 order by d.id desc limit 20", line.id());
    return Templates.repository(
        line,
        decisions,
        issues(line.id()),
        effects(line.id()),
        work.of(line.id()),
        readings.of(line.id()),
        Stepper.of(decisions.isEmpty() ? "" : decisions.getFirst().stage()),
        planning.read(line),
        addresses.web(),
        csrf.value());
  }

  @GET
  @Path("decisions/{id}")
  public TemplateInstance decision(@PathParam("id") long id) {
    DecisionLine line =
        decisions("d.id = $1", id).stream()
            .findFirst()
            .orElseThrow(() -> new WebApplicationException(404));
    String view = "";
    for (Row row :
        database.look(
            "select v.content from decision d join view v on v.hash = d.view_hash where d.id = $1",
            id)) {
      view = Words.pretty(Rows.text(row, "content"));
    }
    return Templates.decision(
        line,
        view,
        Replayed.of(replays.of(id).orElseThrow(() -> new WebApplicationException(404))));
  }

  private List<DecisionLine> decisions(String condition, long id) {
    return Rows.list(
        database.look(
            """
            select d.*, r.owner, r.name from decision d
            left join mirror_repository r on r.id = d.repository_id
            where\s"""
                + condition,
            id),
        row ->
            new DecisionLine(
                row.getLong("id"),
                Rows.text(row, "owner"),
                Rows.text(row, "name"),
                Rows.text(row, "stage"),
                Rows.text(row, "state"),
                Rows.text(row, "reason"),
                Rows.text(row, "change"),
                Words.pretty(Rows.text(row, "content")),
                Rows.time(row, "decided_at")));
  }

  private List<IssueLine> issues(long repository) {
    return Rows.list(
        database.look(
            """
            select * from mirror_issue where repository_id = $1 and effect_key is not null
            order by number desc limit 50
            """,
            repository),
        row ->
            new IssueLine(
                row.getInteger("number"),
                Rows.text(row, "title"),
                Rows.text(row, "state"),
                Rows.text(row, "assignees").replace("\n", ", ")));
  }

  private List<EffectLine> effects(long repository) {
    return Rows.list(
        database.look(
            "select * from effect where repository_id = $1 order by id desc limit 20", repository),
        row ->
            new EffectLine(
                row.getLong("id"),
                Rows.text(row, "kind"),
                Rows.text(row, "state"),
                Rows.text(row, "reason"),
                Rows.time(row, "planned_at")));
  }

  private static RepositoryLine repository(Row row) {
    Integer failures = row.getInteger("failures");
    return new RepositoryLine(
        row.getLong("id"),
        Rows.text(row, "owner"),
        Rows.text(row, "name"),
        Rows.text(row, "default_branch"),
        Rows.text(row, "state"),
        Rows.text(row, "dirty"),
        Rows.text(row, "unreadable"),
        Rows.time(row, "read_at"),
        Rows.text(row, "settings"),
        Rows.text(row, "mistakes"),
        Rows.time(row, "wake_at"),
        Rows.text(row, "wake_reason"),
        failures == null ? 0 : failures,
        Rows.text(row, "error"));
  }
}
