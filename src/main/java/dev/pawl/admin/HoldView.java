package dev.pawl.admin;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages show of pauses, holds and interventions. */
@ApplicationScoped
class HoldView {
  private static final String UNDECIDED =
      """
      from intervention i
      join mirror_repository r on r.id = i.repository_id
      left join phase p on p.id = i.phase_id
      where i.resolved_at is null and r.state = 'active'\s""";

  private static final String OPEN =
      "select i.*, r.owner, r.name as repository, p.run_id " + UNDECIDED;

  private final Database database;
  private final WorldClock clock;

  HoldView(Database database, WorldClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param pullRequest null: the whole repository
   * @param until null: until somebody lifts it
   */
  record HoldLine(
      long id,
      @Nullable Integer pullRequest,
      String kind,
      String who,
      String why,
      @Nullable Instant since,
      @Nullable Instant until) {}

  /**
   * A point where a person is needed.
   *
   * @param link where it is shown in full
   */
  record Needed(
      long id,
      String owner,
      String name,
      String scope,
      String file,
      String why,
      String what,
      String link,
      List<Button> choices,
      @Nullable Instant since) {}

  /** One choice, as its button says and sends it. */
  record Button(String label, String word) {}

  /** A write that was begun before the pause, and may still land. */
  record Landing(long id, String kind, String reason, @Nullable Instant claimed) {}

  /** What is held back in a repository just now: the pause first, then pull requests. */
  List<HoldLine> holds(long repository) {
    return list("order by pull_request nulls first limit 100", repository, now());
  }

  /** What holds one pull request back. */
  Optional<HoldLine> of(long repository, int pullRequest) {
    return list("and pull_request = $3 limit 1", repository, now(), pullRequest).stream()
        .findFirst();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * @param parameters the repository, the time, and those of the condition
   */
  private List<HoldLine> list(String condition, Object... parameters) {
    return Rows.list(
        database.look(
            """
            select * from hold where repository_id = $1 and lifted_at is null
              and (until is null or until > $2)\s"""
                + condition,
            parameters),
        row ->
            new HoldLine(
                row.getLong("id"),
                row.getInteger("pull_request"),
                Rows.text(row, "kind"),
                Rows.text(row, "who"),
                Rows.text(row, "why"),
                Rows.time(row, "placed_at"),
                Rows.time(row, "until")));
  }

  /** The repository's pause among its holds. */
  static Optional<HoldLine> pause(List<HoldLine> holds) {
    return holds.stream().filter(hold -> hold.pullRequest() == null && !isFreeze(hold)).findFirst();
  }

  /** What somebody began that keeps the repository's merges back, among its holds. */
  static Optional<HoldLine> freeze(List<HoldLine> holds) {
    return holds.stream().filter(HoldView::isFreeze).findFirst();
  }

  private static boolean isFreeze(HoldLine hold) {
    return hold.kind().equals(HoldFacts.Kind.FREEZE.label());
  }

  /** What was claimed before the repository was paused, and has no outcome yet. */
  List<Landing> landing(long repository, HoldLine pause) {
    Instant since = pause.since();
    return Rows.list(
        database.look(
            """
            select * from effect where repository_id = $1 and state in ('claimed', 'unknown')
              and claimed_at <= $2 order by id limit 20
            """,
            repository,
            (since == null ? Instant.EPOCH : since).atOffset(ZoneOffset.UTC)),
        row ->
            new Landing(
                row.getLong("id"),
                Rows.text(row, "kind"),
                Rows.text(row, "reason"),
                Rows.time(row, "claimed_at")));
  }

  /**
   * Where a person is needed, in all repositories, oldest first, and no more than one page holds.
   */
  List<Needed> needed() {
    return Rows.list(database.look(OPEN + "order by i.id limit 200"), HoldView::needed);
  }

  /** At how many points a person is needed, in all repositories. */
  long needing() {
    return database.look("select count(*) as n " + UNDECIDED).iterator().next().getLong("n");
  }

  /** Where a person is needed in one repository, oldest first. */
  List<Needed> needed(long repository) {
    return Rows.list(
        database.look(OPEN + "and i.repository_id = $1 order by i.id limit 50", repository),
        HoldView::needed);
  }

  /** Where a person is needed in one run, oldest first. */
  List<Needed> neededIn(long run) {
    return Rows.list(
        database.look(OPEN + "and p.run_id = $1 order by i.id limit 50", run), HoldView::needed);
  }

  private static Needed needed(Row row) {
    Long run = row.getLong("run_id");
    String owner = Rows.text(row, "owner");
    String name = Rows.text(row, "repository");
    return new Needed(
        row.getLong("id"),
        owner,
        name,
        Rows.text(row, "scope"),
        Rows.text(row, "file"),
        Rows.text(row, "why"),
        Rows.text(row, "what"),
        run == null ? "/repositories/" + owner + "/" + name : "/runs/" + run,
        Rows.text(row, "choices")
            .lines()
            .map(Choice::of)
            .map(choice -> new Button(choice.label(), choice.word()))
            .toList(),
        Rows.time(row, "raised_at"));
  }
}
