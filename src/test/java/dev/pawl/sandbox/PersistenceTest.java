package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
  @TempDir Path folder;

  @Test
  void a_restart_finds_pull_requests_as_they_were() {
    SandboxSettings settings =
        SandboxSettings.defaults().withDataDirectory(folder.resolve("sandbox"));
    String repository = "acme/lighthouse";
    long installation;
    JsonNode before;
    JsonNode timeline;
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.seedDemo();
      installation = control.install("acme");
      control.openDraft(repository, "ada", "wick", "Wick", "", Map.of("wick.md", "one\n"));
      control.review(repository, 1, "mallory", "approved", "Fine");
      control.openPullRequest(repository, "ada", "oil", "Oil", "", Map.of("oil.md", "one\n"));
      control.mergePullRequest(repository, 2, "ada", "merge");
      control.protect(repository, "main", 1, List.of("build"), true);
      // The base has moved; to read it has the merge tried anew. A read saves nothing by itself.
      Api app = Api.installed(control, installation);
      app.get("/repos/" + repository + "/pulls/1");
      control.advanceClock(Duration.ofMinutes(1));
      app.get("/repos/" + repository + "/pulls/1");
      control.requestReview(repository, 1, "ada", "mallory");
      control.rule(repository, "merge_queue", Map.of("merge_method", "SQUASH"));
      control.rule(repository, "pull_request", Map.of("allowed_merge_methods", List.of("squash")));
      control.status(repository, "wick", "ci", "success");
      control.check(repository, "wick", "build", "success");
      control.openThread(repository, 1, "ada", "wick.md", 1, "Why?");
      control.happen(repository, 1, "ada", "copilot_work_started");
      String fork = control.fork(repository, "mallory");
      control.openPullRequest(
          repository,
          "mallory",
          Map.of("head", "out", "fork", fork, "title", "Out", "files", Map.of("out.md", "x\n")));
      control.createPerson("grace");
      control.permit(repository, "grace", "write");
      control.protect(repository, "main", 0, List.of("build"), false);
      control.check(
          repository,
          control.pullRequest(repository, 3).at("/head/sha").asText(),
          "build",
          "success");
      control.advanceClock(Duration.ofMinutes(1));
      control.enqueue(repository, 3, "grace");
      control.protect(repository, "main", 1, List.of("build"), true);
      timeline = Json.MAPPER.valueToTree(control.timeline(repository, 1));
      before = Json.MAPPER.valueToTree(control.pullRequests(repository));
    }
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      JsonNode after = Json.MAPPER.valueToTree(control.pullRequests(repository));
      // Addresses carry the port, which is another one now.
      assertThat(withoutPorts(after)).isEqualTo(withoutPorts(before));
      Api app = Api.installed(control, installation);
      String pull = "/repos/" + repository + "/pulls/1";
      assertThat(app.get(pull + "/reviews").json().get(0).get("state").asText())
          .isEqualTo("APPROVED");
      assertThat(withoutPorts(Json.MAPPER.valueToTree(control.timeline(repository, 1))))
          .isEqualTo(withoutPorts(timeline));
      assertThat(app.get("/repos/" + repository + "/rules/branches/main").json()).hasSize(2);
      assertThat(
              app.get("/repos/" + repository + "/commits/wick/status")
                  .json()
                  .get("total_count")
                  .asInt())
          .isEqualTo(1);
      assertThat(app.get(pull + "/comments").json()).hasSize(1);
      control.dequeue(repository, 3, "ada");
      control.removeRuleset(repository, "merge_queue");
      control.removeRuleset(repository, "pull_request");
      control.markReady(repository, 1, "ada");
      assertThat(app.get(pull).json().get("mergeable_state").asText()).isEqualTo("blocked");
      assertThat(app.put(pull + "/merge", Map.of()).status()).isEqualTo(405);
      control.protect(repository, "main", 0, List.of(), false);
      assertThat(app.put(pull + "/merge", Map.of()).status()).isEqualTo(200);
    }
  }

  private static String withoutPorts(JsonNode json) {
    return json.toString().replaceAll("127\\.0\\.0\\.1:\\d+", "here");
  }

  @Test
  void a_restart_finds_everything_as_it_was() {
    SandboxSettings settings =
        SandboxSettings.defaults().withDataDirectory(folder.resolve("sandbox"));
    long installation;
    String head;
    String key;
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.seedDemo();
      installation = control.install("acme");
      head =
          control.commit(
              "acme/lighthouse", "ada", "main", "More", Map.of("notes.md", "remember me"));
      control.openIssue("acme/lighthouse", "ada", "Kept", "body");
      control.advanceClock(Duration.ofDays(2));
      control.comment("acme/lighthouse", 1, "ada", "two days later");
      key = control.app().get("private_key").asText();
    }
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      assertThat(control.app().get("private_key").asText()).isEqualTo(key);
      Api app = Api.installed(control, installation);
      assertThat(
              app.get("/repos/acme/lighthouse/git/ref/heads/main")
                  .json()
                  .at("/object/sha")
                  .asText())
          .isEqualTo(head);
      assertThat(app.get("/repos/acme/lighthouse/contents/notes.md").status()).isEqualTo(200);
      assertThat(control.issues("acme/lighthouse")).hasSize(1);
      assertThat(control.deliveries("issues", "opened")).hasSize(1);
      assertThat(control.openIssue("acme/lighthouse", "ada", "Next", "")).isEqualTo(2);
      assertThat(
              Instant.parse(control.issues("acme/lighthouse").getLast().get("created_at").asText()))
          .isAfter(Instant.now().plus(Duration.ofDays(1)));
      control.seedDemo();
      assertThat(control.issues("acme/lighthouse")).hasSize(2);
    }
  }
}
