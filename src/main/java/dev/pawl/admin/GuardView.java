package dev.pawl.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.agent.policy.Finished;
import dev.pawl.merge.MergeGuards;
import dev.pawl.merge.policy.GuardRow;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.run.View;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the last decision says of pull requests, and what each guard found.
 *
 * <p>Wanted: the page says what the check run says. Design: a decision is kept whenever what the
 * check run is to say changes, with all that was seen then; so the guards are asked once more by
 * what the last decision saw, and say the same again. Nothing is read from GitHub.
 */
@ApplicationScoped
class GuardView {
  private static final Logger LOG = Logger.getLogger(GuardView.class);

  private static final String LAST =
      """
      select id, decided_at, content, view_hash from decision
      where repository_id = $1 order by id desc limit 1
      """;

  private final Database database;
  private final MergeGuards guards;

  GuardView(Database database, MergeGuards guards) {
    this.database = database;
    this.guards = guards;
  }

  /**
   * How a pull request stands.
   *
   * @param change what would change this
   * @param guards one a guard, in their order; none of one that is over, nor where what was seen is
   *     not kept any more
   */
  public record Judged(
      long decision,
      @Nullable Instant at,
      String state,
      String reason,
      String change,
      List<GuardRow> guards) {
    public Judged {
      guards = List.copyOf(guards);
    }
  }

  /** How one of them stands, of those in the last decision. */
  record Standing(int number, String state, String reason) {}

  /** All of which the last decision says anything. */
  List<Standing> standings(long repository) {
    List<Standing> all = new ArrayList<>();
    for (Row row : database.look(LAST, repository)) {
      for (JsonNode merge : merges(row)) {
        all.add(
            new Standing(
                merge.path("pullRequest").asInt(),
                merge.path("state").asText(),
                merge.path("reason").asText()));
      }
    }
    return all;
  }

  /** Empty where the last decision says nothing of it. */
  Optional<Judged> of(long repository, int number) {
    for (Row row : database.look(LAST, repository)) {
      for (JsonNode merge : merges(row)) {
        if (merge.path("pullRequest").asInt() == number) {
          return Optional.of(
              new Judged(
                  row.getLong("id"),
                  Rows.time(row, "decided_at"),
                  merge.path("state").asText(),
                  merge.path("reason").asText(),
                  merge.path("change").asText(),
                  rows(Rows.text(row, "view_hash"), number)));
        }
      }
    }
    return Optional.empty();
  }

  private static JsonNode merges(Row row) {
    try {
      return Json.tree(Rows.text(row, "content")).path("merges");
    } catch (IllegalArgumentException unreadable) {
      return Json.MAPPER.createArrayNode();
    }
  }

  private List<GuardRow> rows(String view, int number) {
    for (Row row : database.look("select content from view where hash = $1", view)) {
      return judged(Rows.text(row, "content"), number);
    }
    return List.of();
  }

  /** What another version of Pawl has stored may not be readable; the page then says so. */
  private List<GuardRow> judged(String view, int number) {
    try {
      return MergeRound.judge(Json.read(view, View.class), guards.inOrder(), Finished::of).stream()
          .filter(judged -> judged.is(number))
          .findFirst()
          .map(judged -> GuardRow.of(judged.lines()))
          .orElse(List.of());
    } catch (RuntimeException unreadable) {
      LOG.debugf(unreadable, "what was seen of #%s cannot be judged again", number);
      return List.of();
    }
  }
}
