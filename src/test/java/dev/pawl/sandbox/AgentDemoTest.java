package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's project grows by agents' work until its goal is reached; people merge here. */
class AgentDemoTest {
  private static final String REPO = "acme/lighthouse";
  @TempDir Path folder;

  @Test
  void turn_by_turn_until_the_goal_is_reached() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
      Demo.seed(sandbox.url());
      SandboxControl control = new SandboxControl(sandbox.url());
      AgentControl agents = new AgentControl(control);
      agents.pace(Duration.ZERO);
      int session = 0;
      List<String> titles = new ArrayList<>();
      while (true) {
        JsonNode gap = work(control, agents, ++session, "Gap analysis", "gap-analysis", "");
        List<String> files = files(control, gap);
        assertThat(files).hasSize(1);
        if (files.getFirst().equals("planning/state/goal_reached.md")) break;
        assertThat(files.getFirst()).matches("planning/issue_queue/pending/dev-[a-z-]+\\.md");
        String task = text(control, files.getFirst());
        String title = task.lines().findFirst().orElseThrow().substring(2);
        assertThat(task).contains("## Why", "## What must exist", "## How one sees that it works");
        titles.add(title);
        JsonNode feature = work(control, agents, ++session, title, "development", task);
        assertThat(files(control, feature)).hasSize(2).allMatch(file -> file.startsWith("src/"));
        JsonNode update =
            work(control, agents, ++session, "Update the capabilities", "capability-update", "");
        assertThat(files(control, update)).containsExactly("planning/state/system_capabilities.md");
        assertThat(text(control, "planning/state/system_capabilities.md")).contains(title);
      }
      assertThat(titles).hasSize(5).doesNotHaveDuplicates();
      Api api = new Api(control.url(), null);
      String blob =
          api.get("/repos/" + REPO + "/contents/planning/vision/goal.md")
              .json()
              .get("sha")
              .asText();
      assertThat(text(control, "planning/state/goal_reached.md")).contains(blob);
    }
  }

  /** One issue for Copilot, whose pull request a person merges; answers the pull request. */
  private static JsonNode work(
      SandboxControl control,
      AgentControl agents,
      int count,
      String title,
      String kind,
      String body) {
    int issue =
        control.openIssue(
            REPO, "ada", title, body + "\n<!-- pawl:effect=" + kind + ":1:" + count + " -->");
    control.editIssue(REPO, issue, "ada", Map.of("assignees", List.of("Copilot")));
    int number = agents.ended(count, "FINISHED").get("pull").asInt();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              String head = control.pullRequest(REPO, number).at("/head/sha").asText();
              return control.checkRuns(REPO).stream()
                  .anyMatch(
                      run ->
                          run.get("head_sha").asText().equals(head)
                              && run.path("conclusion").asText().equals("success"));
            });
    control.mergePullRequest(REPO, number, "ada", "squash");
    return control.pullRequest(REPO, number);
  }

  private static List<String> files(SandboxControl control, JsonNode pull) {
    List<String> names = new ArrayList<>();
    for (JsonNode file :
        new Api(control.url(), null)
            .get("/repos/" + REPO + "/pulls/" + pull.get("number").asInt() + "/files")
            .json()) names.add(file.get("filename").asText());
    return names;
  }

  private static String text(SandboxControl control, String path) {
    String content =
        new Api(control.url(), null)
            .get("/repos/" + REPO + "/contents/" + path)
            .json()
            .get("content")
            .asText();
    return new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
  }

  @Test
  void a_restart_goes_on_with_sessions_and_checks() {
    SandboxSettings settings = SandboxSettings.defaults().withDataDirectory(folder.resolve("box"));
    String head;
    try (Sandbox sandbox = Sandbox.start(settings)) {
      Demo.seed(sandbox.url());
      SandboxControl control = new SandboxControl(sandbox.url());
      AgentControl agents = new AgentControl(control);
      agents.pace(Duration.ofHours(1));
      agents.mood(REPO, "claude", "silent");
      int issue = control.openIssue(REPO, "ada", "Add a lens", "");
      control.editIssue(REPO, issue, "ada", Map.of("assignees", List.of("Copilot")));
      // Greets, then opens its pull request, whose checks are then queued.
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                control.advanceClock(Duration.ofMinutes(20));
                return !control.checkRuns(REPO).isEmpty();
              });
      head = control.pullRequest(REPO, 2).at("/head/sha").asText();
    }
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      AgentControl agents = new AgentControl(control);
      assertThat(agents.agents(REPO).at("/agents/claude/mood").asText()).isEqualTo("silent");
      assertThat(agents.agents(REPO).at("/agents/copilot/enabled").asBoolean()).isTrue();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                control.advanceClock(Duration.ofHours(1));
                return agents.sessions().getFirst().get("state").asText().equals("FINISHED")
                    && control.checkRuns(REPO).stream()
                        .allMatch(run -> run.get("status").asText().equals("completed"));
              });
      assertThat(control.pullRequests(REPO)).hasSize(1);
      assertThat(control.checkRuns(REPO)).anyMatch(r -> r.get("head_sha").asText().equals(head));
      assertThat(agents.events(REPO, 2))
          .containsExactly("copilot_work_started", "copilot_work_finished");
      Api ada = new Api(sandbox.url(), agents.mintToken("ada"));
      assertThat(ada.get("/repos/" + REPO + "/issues/1/reactions").json()).hasSize(1);
    }
  }
}
