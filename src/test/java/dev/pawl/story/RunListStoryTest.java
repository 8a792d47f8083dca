package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runs of a repository, looked for by their state and that of their phases. */
@QuarkusTest
class RunListStoryTest extends Story {
  private Visitor visitor;
  private String repository;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
    repository = repository("runs", Map.of("README.md", "# Runs"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
  }

  @Test
  void runsAreFoundByTheirStateAndThatOfTheirPhases() {
    assertThat(page("")).contains("None yet. The first one begins with the first task.");
    assertThat(page("?state=done")).contains("No run is done.").contains("All runs");
    assertThat(runs("")).isEmpty();

    long cancelled = open("Paint it");
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.closeIssue(repository, ownIssues(repository).getFirst().path("number").asInt(), owner);
    eventually(() -> runs("?state=cancelled").size() == 1);
    settled();
    github.failNext(1, "POST", "/repos/" + repository + "/issues", 422);
    long stuck = open("Refuse it");
    eventually(() -> runs("?phase=stuck").size() == 1);
    settled();
    long issued = open("Light it");
    eventually(() -> runs("?phase=issued").size() == 1);

    assertThat(ids(runs(""))).containsExactly(run(stuck), run(cancelled));
    assertThat(ids(runs("?state="))).as("any").isEqualTo(ids(runs("")));
    assertThat(ids(runs("?state=open"))).containsExactly(run(stuck));
    assertThat(ids(runs("?state=cancelled"))).containsExactly(run(cancelled));
    assertThat(runs("?state=done")).isEmpty();
    assertThat(runs("?state=cancelled&phase=stuck")).isEmpty();
    JsonNode open = runs("?state=open").getFirst();
    assertThat(open.path("phases").asInt()).isEqualTo(2);
    assertThat(tasks(open)).containsExactly(issued, stuck);
    assertThat(tasks(runs("?phase=stuck").getFirst())).containsExactly(stuck);

    assertThat(page("?state=open"))
        .contains("Light it", "Refuse it", "<option value=\"open\" selected>")
        .doesNotContain("Paint it");
    assertThat(page("?phase=stuck")).contains("Refuse it").doesNotContain("Light it");
    assertThat(page("?state=done&phase=stuck"))
        .contains("No run that is done has a phase that is stuck.");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("/repositories/" + repository + "/runs\">All runs, by state");
  }

  @Test
  void pagesFollowOneAnotherWithoutAGap() {
    database()
        .execute(
            """
            insert into run (repository_id, state, opened_at, opened_by, ended_at)
            select $1, case n % 2 when 0 then 'done' else 'cancelled' end, now(), 'ada', now()
            from generate_series(1, 45) n
            """,
            repositoryId(repository));
    List<Long> seen = new ArrayList<>();
    String before = "";
    for (int size : List.of(20, 20, 5)) {
      JsonNode found = found("?before=" + before);
      assertThat(found.path("runs")).hasSize(size);
      seen.addAll(ids(list(found.path("runs"))));
      before = found.path("older").asText();
    }
    assertThat(before).as("the last page").isEqualTo("null");
    assertThat(seen).hasSize(45).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo((one, other) -> Long.compare(other, one));

    assertThat(found("?state=done").path("runs")).hasSize(20);
    String older = found("?state=done").path("older").asText();
    assertThat(page("?state=done"))
        .contains("/runs?state=done&amp;phase=&amp;before=" + older + "\">Older");
    assertThat(runs("?state=done&before=" + older)).hasSize(2);
    assertThat(page("?state=done&before=" + older)).doesNotContain(">Older<");
    assertThat(page("?state=done&before=1")).contains("No earlier run is done.");
  }

  @Test
  void whatDoesNotExistIsSaid() {
    Map<String, String> mistakes =
        Map.of(
            "?state=lost", "The state of a run must be open, done or cancelled.",
            "?state=stuck", "The state of a run must be open, done or cancelled.",
            "?state=%27%3B--", "The state of a run must be open, done or cancelled.",
            "?phase=open",
                "The state of a phase must be planned, issued, worked, ready, stuck, done, skipped"
                    + " or cancelled.",
            "?before=yesterday", "Where a list goes on is said by the number of a run.",
            "?before=-1", "Where a list goes on is said by the number of a run.");
    mistakes.forEach(
        (query, why) -> {
          HttpResponse<String> shown = visitor.get("/repositories/" + repository + "/runs" + query);
          assertThat(shown.statusCode()).as(query).isEqualTo(400);
          assertThat(shown.body()).contains(why);
          HttpResponse<String> told =
              visitor.get("/api/repositories/" + repository + "/runs" + query);
          assertThat(told.statusCode()).as(query).isEqualTo(400);
          assertThat(Json.tree(told.body()).path("detail").asText()).isEqualTo(why);
        });
    assertThat(visitor.get("/repositories/no/where/runs").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/api/repositories/no/where/runs?state=lost").statusCode())
        .isEqualTo(404);
  }

  private String page(String query) {
    HttpResponse<String> answer = visitor.get("/repositories/" + repository + "/runs" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode found(String query) {
    return visitor.json("/api/repositories/" + repository + "/runs" + query);
  }

  private List<JsonNode> runs(String query) {
    return list(found(query).path("runs"));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<Long> ids(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("id").asLong()).toList();
  }

  private static List<Long> tasks(JsonNode run) {
    return ids(list(run.path("tasks")));
  }

  private long open(String title) {
    HttpResponse<String> answer =
        visitor.api("POST", "/api/repositories/" + repository + "/phases", Map.of("title", title));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body()).path("id").asLong();
  }

  private long run(long phase) {
    return count("select run_id as n from phase where id = " + phase);
  }
}
