package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.testing.SandboxResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole loop, from a goal to the goal reached, with nobody touching it. */
@QuarkusTest
@Tag("system")
class LoopStoryTest extends AgentStory {
  private static final String REVIEWS =
      "select title as t from phase where kind = 'review' and repository_id = $1 order by id";

  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @Override
  protected Duration patience() {
    return PATIENCE;
  }

  @Override
  protected Duration pace() {
    return Duration.ofMillis(100);
  }

  /** L6: three features lead to the goal reached, one task after the other. */
  @Test
  void L6_goalReached() {
    String repository = owner + "/lamp";
    PlanDemo.seed(
        github.url(), owner, keeper, new MoodDemo.Task("lamp", "A lamp", AgentMood.NORMAL, 0, 2));
    github.install(owner);

    inTime(() -> state(repository).equals("Done"));
    settled();

    assertThat(kinds(repository))
        .containsExactly(
            "gap-analysis",
            "development",
            "capability-update",
            "gap-analysis",
            "development",
            "capability-update",
            "gap-analysis",
            "development",
            "capability-update",
            "gap-analysis");
    assertThat(merges(repository)).hasSize(10);
    assertThat(stages(repository)).contains("1a", "1c", "2a", "2c", "3a", "3c", "done");
    List<String> files = files(repository);
    assertThat(files).noneMatch(path -> path.startsWith("planning/issue_queue/pending/"));
    assertThat(files)
        .filteredOn(path -> path.startsWith("planning/issue_queue/complete/"))
        .hasSize(2);
    assertThat(files)
        .filteredOn(path -> path.startsWith("planning/issue_queue/processed/"))
        .hasSize(1);
    assertThat(files)
        .contains("planning/state/goal_reached.md", "planning/state/system_capabilities.md");

    int before = ownIssues(repository).size();
    github.commit(repository, owner, "main", "Notes", Map.of("notes.md", "Nothing."));
    settled();
    assertThat(ownIssues(repository)).as("done is done").hasSize(before);

    github.commit(
        repository,
        owner,
        "main",
        "More",
        Map.of("planning/vision/goal.md", "# Goal\n\nA lamp.\n\n- It sings.\n"));
    inTime(() -> ownIssues(repository).size() > before);
  }

  @Test
  void L5_gapScope() {
    String repository = planned("another-file");
    inTime(() -> phases(repository).contains("gap-analysis done 2"));
    settled();
    assertThat(told(repository, 2))
        .contains("gap-analysis task may bring")
        .contains("planning/issue_queue/pending/dev-*.md");
    assertThat(comments(repository, 2)).as("the agent is told once, with its task").isZero();
  }

  @Test
  void L5_aGapAnalysisThatWouldChangeTheGoalIsNeverMerged() {
    String repository = planned("edits-the-goal");
    inTime(() -> state(repository).equals("Needs you"));
    settled();
    assertThat(merges(repository)).isEmpty();
    assertThat(phases(repository))
        .singleElement()
        .satisfies(phase -> assertThat(phase).startsWith("gap-analysis stuck"));
    assertThat(reason(repository)).contains("planning/vision/goal.md");
  }

  @Test
  void L24_capabilityScope() {
    String repository = planned("touches-code");
    inTime(() -> phases(repository).contains("capability-update done 2"));
    settled();
    assertThat(phases(repository)).startsWith("gap-analysis done 1", "development done 1");
    String why = "a capability-update task may bring";
    assertThat(told(repository, 4)).contains(why, "planning/state/system_capabilities.md");
    assertThat(tellings(repository, why)).as("the agent is told once").isOne();
    assertThat(github.pullRequests(repository))
        .isNotEmpty()
        .allSatisfy(pull -> assertThat(comments(repository, pull.path("number").asInt())).isZero());
  }

  @Test
  void L7_sameGapThrice() {
    String repository = planned("same-task-again");
    inTime(() -> state(repository).equals("Needs you"));
    settled();
    assertThat(reason(repository)).contains("three gap analyses in a row have proposed");
    assertThat(kinds(repository)).filteredOn(kind -> kind.equals("gap-analysis")).hasSize(3);
  }

  /** Two rounds: what a review proposes is developed, and the next one takes the next lens. */
  @Test
  void L25_reviewEveryN() {
    String repository = owner + "/seen";
    PlanDemo.seed(
        github.url(), owner, keeper, new MoodDemo.Task("seen", "A lamp", AgentMood.NORMAL, 0, 2));
    github.commit(
        repository,
        owner,
        "main",
        "Reviews",
        Map.of(
            ".github/pawl.yml",
            "agent:\n  use: [copilot]\nreviews:\n  every: 2\n  lenses: [docks, correctness]\n"));
    github.install(owner);

    inTime(() -> !state(repository).isEmpty());
    inTime(() -> Collections.frequency(kinds(repository), "review-consumption") >= 2);
    inTime(() -> reviewed(repository) >= 1);
    assertThat(texts(REVIEWS, repository)).startsWith("Review: docks", "Review: correctness");
    assertThat(files(repository))
        .filteredOn(path -> path.startsWith("planning/reviews/"))
        .anyMatch(path -> path.matches(".*/review-[0-9-]+-docks\\.md"))
        .anyMatch(path -> path.matches(".*/review-[0-9-]+-correctness\\.md"));
    assertThat(
            ownIssues(repository).stream()
                .map(issue -> issue.path("title").asText())
                .filter(title -> title.startsWith("Review: "))
                .distinct())
        .as("nothing twice")
        .hasSameSizeAs(texts(REVIEWS, repository));
    assertThat(issueCreations(repository)).isEqualTo(ownIssues(repository).size());
  }

  /** How many tasks of reviews were merged. */
  private long reviewed(String repository) {
    return texts(
            "select q.kept as t from queue_item q join phase p on p.id = q.phase_id"
                + " where q.repository_id = $1 and p.state = 'done' and q.kept like 'review-%'",
            repository)
        .size();
  }

  /** With how many sessions the agent was told this. */
  private long tellings(String repository, String words) {
    return agents.sessions().stream()
        .filter(one -> one.path("repository").asText().equals(repository))
        .filter(one -> one.path("instructions").asText("").contains(words))
        .count();
  }

  /** What the agent was told with one of its sessions, from 1 on. */
  private String told(String repository, int session) {
    return agents.sessions().stream()
        .filter(one -> one.path("repository").asText().equals(repository))
        .filter(one -> one.path("trigger").asLong() == 0)
        .skip(session - 1L)
        .map(one -> one.path("instructions").asText(""))
        .findFirst()
        .orElse("nothing");
  }

  private long comments(String repository, int pull) {
    return github.comments(repository, pull).stream()
        .filter(comment -> comment.at("/user/login").asText().equals("pawl[bot]"))
        .count();
  }

  /** A repository whose agent does its planning tasks in a way of its own. */
  private String planned(String name) {
    MoodDemo.Task task =
        PlanDemo.TASKS.stream()
            .filter(one -> one.repository().equals(name))
            .findFirst()
            .orElseThrow();
    PlanDemo.seed(github.url(), owner, keeper, task);
    github.install(owner);
    eventually(() -> decision(owner + "/" + name) != null);
    return owner + "/" + name;
  }

  /** Such as {@code gap-analysis done 2}, the number being that of its attempts. */
  private List<String> phases(String repository) {
    return texts(
        "select kind || ' ' || state || ' ' || attempts as t from phase where repository_id = $1"
            + " order by id",
        repository);
  }

  private List<String> files(String repository) {
    List<String> paths = new ArrayList<>();
    Api api = new Api(github.url(), SandboxResource.PERSON_TOKEN);
    for (JsonNode file :
        api.get("/repos/" + repository + "/git/trees/main?recursive=1").json().path("tree")) {
      paths.add(file.path("path").asText());
    }
    return paths;
  }

  private List<String> kinds(String repository) {
    return texts("select kind as t from phase where repository_id = $1 order by id", repository);
  }

  private List<String> stages(String repository) {
    return texts(
        "select stage as t from decision where repository_id = $1 order by id", repository);
  }

  private List<String> texts(String sql, String repository) {
    List<String> texts = new ArrayList<>();
    for (Row row : database().execute(sql, repositoryId(repository))) {
      texts.add(row.getString("t"));
    }
    return texts;
  }

  private List<JsonNode> merges(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge").stream()
        .filter(request -> request.path("status").asInt() == 200)
        .toList();
  }

  /** Lets the world's time pass until something has come about. */
  private void inTime(Callable<Boolean> condition) {
    inTime(condition, Duration.ofSeconds(20));
  }
}
