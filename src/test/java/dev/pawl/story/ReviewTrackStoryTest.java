package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews beside the loop, where people do all the work. */
@QuarkusTest
@Tag("system")
class ReviewTrackStoryTest extends Story {
  private static final String PENDING = "planning/issue_queue/pending/";
  private static final String CAPABILITIES = "planning/state/system_capabilities.md";
  private static final String REVIEW = "planning/reviews/review-2026-05-01-correctness.md";
  private static final String SETTINGS =
      """
      loop:
        max_in_flight: 2
      reviews:
        every: %d
        lenses: [correctness, {name: docks, task: Walk along the docks.}]
      labels:
        review: look
      """;

  private Visitor visitor;
  private String ada;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
    ada = owner + "-ada";
    github.createPerson(ada);
  }

  @Test
  void L25_reviewEveryN() {
    String repository = queued("every-two", 2, "a", "b");
    merge(repository, "A", "a.py");
    assertThat(issues(repository, "Review: ")).isEmpty();
    merge(repository, "B", "b.py");

    eventually(() -> issues(repository, "Review: ").size() == 1);
    settled();
    JsonNode review = issues(repository, "Review: ").getFirst();
    assertThat(review.path("title").asText()).isEqualTo("Review: correctness");
    assertThat(review.path("labels").path(0).path("name").asText()).isEqualTo("look");
    assertThat(review.path("body").asText())
        .contains("through one lens: **correctness**", "## Output", "planning/reviews/review-");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Beside the loop: <a href=")
        .contains(">Review: correctness</a>");
    assertThat(visitor.json("/api/repositories/" + repository + "/work").path("phases"))
        .filteredOn(phase -> phase.path("beside").asBoolean())
        .singleElement()
        .satisfies(phase -> assertThat(phase.path("kind").asText()).isEqualTo("review"));
    assertThat(stage(repository)).as("the loop goes on beside it").isEqualTo("1a");

    // The queue waits for what is asked of a gap analysis, whoever has filled it.
    endGapAnalyses(repository);
    merge(repository, "Review: correctness", Map.of(REVIEW, "# Review\n"));
    eventually(() -> issues(repository, "Make tasks of the review: ").size() == 1);
    settled();
    assertThat(issues(repository, "Make tasks of the review: ").getFirst().path("body").asText())
        .contains("- The review: `" + REVIEW + "`");

    merge(
        repository,
        "Make tasks of the review: correctness",
        Map.of(
            PENDING + "review-c.md",
            "# C\n\nDo it.\n",
            PENDING + "review-d.md",
            "# D\n\nDo it.\n"));
    eventually(() -> issues(repository, "D").size() == 1);
    settled();
    assertThat(phases(repository))
        .filteredOn(phase -> phase.startsWith("review"))
        .as("nothing twice")
        .containsExactly("review done", "review-consumption done");

    merge(repository, "C", "c.py");
    merge(repository, "D", "d.py");
    eventually(() -> issues(repository, "Review: ").size() == 2);
    settled();
    assertThat(issues(repository, "Review: "))
        .extracting(issue -> issue.path("title").asText())
        .containsExactlyInAnyOrder("Review: correctness", "Review: docks");
    assertThat(issues(repository, "Review: docks").getFirst().path("body").asText())
        .contains("1. Walk along the docks.");
  }

  @Test
  void L25_reviewEveryNGoesOnAfterOneThatAPersonClosed() {
    String repository = queued("closed", 1, "a", "b");
    merge(repository, "A", "a.py");
    eventually(() -> issues(repository, "Review: correctness").size() == 1);
    settled();
    close(repository, "Review: correctness");
    eventually(() -> phases(repository).contains("review cancelled"));
    settled();
    assertThat(phases(repository)).filteredOn(phase -> phase.startsWith("review")).hasSize(1);

    merge(repository, "B", "b.py");
    eventually(() -> issues(repository, "Review: docks").size() == 1);
    settled();
    // A person brings no review at all: there is nothing to make tasks of.
    merge(repository, "Review: docks", Map.of("notes.md", "Nothing.\n"));
    eventually(() -> phases(repository).contains("review-consumption skipped"));
    settled();
    assertThat(phases(repository))
        .filteredOn(phase -> phase.startsWith("review"))
        .containsExactly("review cancelled", "review done", "review-consumption skipped");
    assertThat(issues(repository, "Make tasks")).isEmpty();
  }

  /** What cannot be read is told of by name; mended, it is made into tasks. */
  @ParameterizedTest
  @CsvSource({
    "empty, review-a.md, '', is empty",
    "blank, review-a.md, ' \n', is empty",
    "binary, review-a.md, 'GIF~', is not a text of at most 64 KB",
    "large, review-a.md, LARGE, is not a text of at most 64 KB"
  })
  void L25_aReviewThatIsNoneIsNamedToAPerson(String kind, String name, String text, String why) {
    String repository = queued("none-" + kind, 1, "a");
    merge(repository, "A", "a.py");
    String path = "planning/reviews/" + name;
    String content = text.equals("LARGE") ? "word ".repeat(14_000) : text.replace('~', '\0');
    merge(repository, "Review: correctness", Map.of(path, content));
    eventually(() -> needs(repository).size() == 1);
    settled();
    assertThat(needs(repository).getFirst()).endsWith("`" + path + "` " + why);
    assertThat(issues(repository, "Make tasks")).isEmpty();
    assertThat(state(repository)).as("the loop goes on").isNotEqualTo("Needs you");

    github.commit(repository, owner, "main", "Mend", Map.of(path, "# Review\n"));
    eventually(() -> issues(repository, "Make tasks").size() == 1);
    settled();
    assertThat(needs(repository)).isEmpty();
    assertThat(issues(repository, "Make tasks").getFirst().path("body").asText())
        .contains("- The review: `" + path + "`");
  }

  @Test
  void L25_whoGoesOnWithoutAReviewOfAnOddNameIsToldSo() {
    String repository = queued("odd-name", 1, "a");
    merge(repository, "A", "a.py");
    merge(repository, "Review: correctness", Map.of("planning/reviews/<b> `x`.md", "# R\n"));
    eventually(() -> needs(repository).size() == 1);
    settled();
    assertThat(needs(repository).getFirst()).endsWith("has a name that cannot stand in an issue");
    long id =
        visitor
            .json("/api/repositories/" + repository + "/work")
            .at("/interventions/0/id")
            .asLong();
    visitor.api("POST", "/api/interventions/" + id, Map.of("choice", "go-on"));
    eventually(() -> phases(repository).contains("review-consumption skipped"));
    settled();
    assertThat(issues(repository, "Make tasks")).isEmpty();
    assertThat(needs(repository)).isEmpty();
  }

  private List<String> needs(String repository) {
    return visitor
        .json("/api/repositories/" + repository + "/work")
        .path("interventions")
        .valueStream()
        .map(need -> need.path("why").asText())
        .toList();
  }

  private String queued(String name, int every, String... tasks) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "#");
    files.put(GOAL, "Light up.");
    files.put(".github/pawl.yml", SETTINGS.formatted(every));
    for (String task : tasks) {
      files.put(PENDING + task + ".md", "# " + task.toUpperCase(Locale.ROOT) + "\n");
    }
    String repository = repository(name, files);
    github.permit(repository, ada, "write");
    github.install(owner);
    eventually(() -> issues(repository, "A").size() == 1);
    settled();
    return repository;
  }

  /** A development that needs no capability update. */
  private void merge(String repository, String title, String file) {
    merge(repository, title, Map.of(file, "x\n", CAPABILITIES, "It has " + file + ".\n"));
  }

  /** A person does the task of an issue, and merges it. */
  private void merge(String repository, String title, Map<String, String> files) {
    eventually(() -> issues(repository, title).size() == 1);
    settled();
    int issue = number(repository, title);
    passTime(Duration.ofSeconds(2));
    int pull =
        github.openPullRequest(
            repository,
            ada,
            "work-" + issue,
            "Work",
            "Closes #" + issue,
            new LinkedHashMap<>(files));
    settled();
    passTime(Duration.ofSeconds(2));
    github.mergePullRequest(repository, pull, ada, "squash");
    eventually(
        () ->
            count(
                    "select count(*) as n from phase where state = 'done' and issue = "
                        + issue
                        + " and repository_id = "
                        + repositoryId(repository))
                == 1);
    settled();
  }

  private void close(String repository, String title) {
    passTime(Duration.ofSeconds(2));
    github.closeIssue(repository, number(repository, title), owner);
    settled();
  }

  /** There may be one more when the capabilities of the last merge are read. */
  private void endGapAnalyses(String repository) {
    eventually(
        () -> {
          List<JsonNode> open =
              issues(repository, "Gap analysis").stream()
                  .filter(issue -> issue.path("state").asText().equals("open"))
                  .toList();
          passTime(Duration.ofSeconds(2));
          open.forEach(issue -> github.closeIssue(repository, issue.path("number").asInt(), owner));
          settled();
          return open.isEmpty();
        });
  }

  private int number(String repository, String title) {
    return issues(repository, title).getFirst().path("number").asInt();
  }

  /** Those whose title begins so; a single letter is a whole title. */
  private List<JsonNode> issues(String repository, String title) {
    return ownIssues(repository).stream()
        .filter(
            issue ->
                title.length() == 1
                    ? issue.path("title").asText().equals(title)
                    : issue.path("title").asText().startsWith(title))
        .toList();
  }

  private String stage(String repository) {
    Row row = decision(repository);
    return row == null ? "" : row.getString("stage");
  }

  private List<String> phases(String repository) {
    List<String> phases = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select kind || ' ' || state as t from phase where repository_id = $1 order by id",
                repositoryId(repository))) {
      phases.add(row.getString("t"));
    }
    return phases;
  }
}
