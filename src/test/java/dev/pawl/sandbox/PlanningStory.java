package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** acme/lamp with a goal of three points, and planning tasks as Pawl would give them. */
abstract class PlanningStory extends AgentStory {
  static final String GOAL = "planning/vision/goal.md";
  static final String CAPABILITIES = "planning/state/system_capabilities.md";
  static final String REACHED = "planning/state/goal_reached.md";
  static final String QUEUE = "planning/issue_queue/";
  static final TaskTexts TEXTS = TaskTexts.usual();

  /** Sessions begun so far. */
  private int sessions;

  @BeforeEach
  void aim() {
    commit(Map.of(GOAL, PlanDemo.GOAL));
  }

  void commit(Map<String, @Nullable String> files) {
    control.commit(REPO, "ada", "main", "Change files", files);
  }

  /** Ada gives Copilot a task; answers the pull request, once it is said to be done. */
  int done(String title, String body) {
    ada()
        .post(REST + "/issues", Map.of("title", title, "body", body, "assignees", List.of(COPILOT)))
        .json();
    return ended();
  }

  int ended() {
    return agents.ended(++sessions, "FINISHED").get("pull").asInt();
  }

  /** Ada asks for another attempt; answers the pull request, once that is said to be done. */
  int again(int pull) {
    control.comment(REPO, pull, "ada", "@copilot please take out what does not belong here");
    return ended();
  }

  int gap() {
    return done("Gap analysis", TEXTS.gapAnalysis(blob(GOAL), text(CAPABILITIES) != null));
  }

  int developed(String task) {
    return done(task.lines().findFirst().orElseThrow().substring(2), TEXTS.development(task));
  }

  int update(int merged) {
    String title = pull(merged).get("title").asText();
    return done("Describe what was merged", TEXTS.capabilityUpdate(merged, title, ""));
  }

  /** As Pawl does: out of draft, then merged by the API. */
  void merge(int pull) {
    concluded(pull, "success");
    control.markReady(REPO, pull, "ada");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              control.advanceClock(Duration.ofSeconds(5));
              return !pull(pull).get("mergeable").isNull();
            });
    assertThat(
            ada()
                .put(REST + "/pulls/" + pull + "/merge", Map.of("merge_method", "squash"))
                .status())
        .isEqualTo(200);
  }

  /** Moves the one task that waits on, as the loop does; answers its text. */
  String complete(String path) {
    String task = text(path);
    assertThat(task).isNotNull();
    Map<String, @Nullable String> files = new LinkedHashMap<>();
    files.put(path, null);
    files.put(path.replace("/pending/", "/complete/"), task);
    commit(files);
    return task;
  }

  /** Of a file on the default branch; null where there is none. */
  @Nullable String text(String path) {
    return text(path, "main");
  }

  @Nullable String text(String path, String ref) {
    JsonNode file = ada().get(REST + "/contents/" + path + "?ref=" + ref).json();
    return file.has("content")
        ? new String(
            Base64.getMimeDecoder().decode(file.get("content").asText()), StandardCharsets.UTF_8)
        : null;
  }

  /** As it is in a pull request; empty where it is not. */
  String proposed(int pull, String path) {
    String text = text(path, pull(pull).at("/head/sha").asText());
    return text == null ? "" : text;
  }

  String blob(String path) {
    return ada().get(REST + "/contents/" + path).json().path("sha").asText();
  }
}
