package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which commits of a push are kept, and what of them. */
class PlanningCommitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void onlyPlanningFilesAreKeptAndWhatTheyBecame() {
    PlanningCommits.Told told =
        of(
                commit("a1", "Move it\n\nwith a reason", "2026-03-01T12:00:00+02:00"),
                Map.of("id", "b2", "message", "Code", "added", List.of("src/planning/a.md")))
            .getFirst();
    assertThat(told.sha()).isEqualTo("a1");
    assertThat(told.message()).isEqualTo("Move it");
    assertThat(told.author()).isEqualTo("ada");
    assertThat(told.at()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(told.files())
        .isEqualTo(
            "[{\"change\":\"removed\",\"path\":\"planning/issue_queue/pending/a.md\"},"
                + "{\"change\":\"modified\",\"path\":\".github/pawl.yml\"},"
                + "{\"change\":\"added\",\"path\":\"planning/issue_queue/processed/a.md\"},"
                + "{\"change\":\"added\",\"path\":\"planning/reviews/review-1.md\"}]");
    assertThat(told.more()).isZero();
  }

  @Test
  void whatIsMissingOrStrangeIsBorne() {
    Map<String, Object> bare = Map.of("id", "c3", "added", List.of("planning/vision/goal.md"));
    PlanningCommits.Told told = of(bare).getFirst();
    assertThat(told.message()).isEmpty();
    assertThat(told.author()).isEmpty();
    assertThat(told.at()).isEqualTo(NOW.toString());
    for (String time : List.of("yesterday", "1969-01-01T00:00:00Z", "2031-01-01T00:00:00Z")) {
      assertThat(of(commit("d4", "x", time)).getFirst().at()).as(time).isEqualTo(NOW.toString());
    }
    assertThat(of(Map.of("added", List.of("planning/vision/goal.md")))).as("no name").isEmpty();
    assertThat(PlanningCommits.of(Json.tree("{}"), Settings.DEFAULTS, NOW)).isEmpty();
    assertThat(PlanningCommits.of(Json.tree("{\"commits\":7}"), Settings.DEFAULTS, NOW)).isEmpty();
  }

  @Test
  void ofMuchTheFirstFilesAndTheLastCommitsAreKept() {
    List<String> paths =
        IntStream.range(0, 45).mapToObj("planning/issue_queue/pending/%d.md"::formatted).toList();
    PlanningCommits.Told told = of(Map.of("id", "e5", "added", paths)).getFirst();
    assertThat(Json.tree(told.files())).hasSize(30);
    assertThat(told.more()).isEqualTo(15);

    Object[] many =
        IntStream.range(0, 250).mapToObj(n -> commit("f" + n, "x", "")).toArray(Object[]::new);
    assertThat(of(many))
        .hasSize(200)
        .last()
        .extracting(PlanningCommits.Told::sha)
        .isEqualTo("f249");
  }

  private static Map<String, Object> commit(String sha, String message, String time) {
    return Map.of(
        "id", sha,
        "message", message,
        "timestamp", time,
        "author", Map.of("name", "Ada L.", "username", "ada"),
        "removed", List.of("planning/issue_queue/pending/a.md"),
        "modified", List.of(".github/pawl.yml", "README.md"),
        "added", List.of("planning/issue_queue/processed/a.md", "planning/reviews/review-1.md"));
  }

  private static List<PlanningCommits.Told> of(Object... commits) {
    JsonNode push = Json.tree(Json.write(Map.of("commits", List.of(commits))));
    return PlanningCommits.of(push, Settings.DEFAULTS, NOW);
  }
}
