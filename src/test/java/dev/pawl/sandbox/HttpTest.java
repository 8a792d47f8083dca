package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpTest extends Story {
  @Test
  void an_unchanged_answer_is_304_and_free() {
    Api app = app();
    Api.Reply first = app.get("/repos/" + REPO + "/issues");
    String tag = String.valueOf(first.header("etag"));
    Api.Reply again = app.get("/repos/" + REPO + "/issues", Map.of("If-None-Match", tag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("x-ratelimit-remaining"))
        .isEqualTo(first.header("x-ratelimit-remaining"));
    control.openIssue(REPO, "ada", "New", "");
    assertThat(app.get("/repos/" + REPO + "/issues", Map.of("If-None-Match", tag)).status())
        .isEqualTo(200);
  }

  @Test
  void every_call_is_counted_until_nothing_remains() {
    control.rateLimits(3, 2);
    Api app = app();
    assertThat(app.get("/repos/" + REPO).header("x-ratelimit-remaining")).isEqualTo("2");
    assertThat(app.get("/rate_limit").json().at("/resources/core/remaining").asInt()).isEqualTo(2);
    app.get("/repos/" + REPO);
    assertThat(app.get("/repos/" + REPO).header("x-ratelimit-remaining")).isEqualTo("0");
    Api.Reply refused = app.get("/repos/" + REPO);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("message").asText()).contains("rate limit");
    for (int i = 0; i < 2; i++)
      assertThat(app.graphql("{viewer{login}}", Map.of()).json().has("data")).isTrue();
    assertThat(app.graphql("{viewer{login}}", Map.of()).json().at("/errors/0/type").asText())
        .isEqualTo("RATE_LIMITED");
    control.advanceClock(java.time.Duration.ofMinutes(61));
    assertThat(app.get("/repos/" + REPO).status()).isEqualTo(200);
  }

  @Test
  void errors_have_githubs_form() {
    Api app = app();
    Map<String, String> label = Map.of("name", "pawl", "color", "ededed");
    assertThat(app.post("/repos/" + REPO + "/labels", label).status()).isEqualTo(201);
    Api.Reply twice = app.post("/repos/" + REPO + "/labels", label);
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.json().at("/errors/0/code").asText()).isEqualTo("already_exists");
    assertThat(app.get("/repos/acme/none").json().get("message").asText()).isEqualTo("Not Found");
    assertThat(app.get("/nonsense/at/all/here").status()).isEqualTo(404);
  }

  @Test
  void files_are_written_with_their_sha_and_pushes_are_told() {
    Api app = app();
    String path = "/repos/" + REPO + "/contents/docs/a.md";
    String text = Base64.getEncoder().encodeToString("one".getBytes(StandardCharsets.UTF_8));
    Api.Reply created = app.put(path, Map.of("message", "Add", "content", text));
    assertThat(created.status()).isEqualTo(201);
    String sha = created.json().at("/content/sha").asText();
    assertThat(app.put(path, Map.of("message", "Again", "content", text)).status()).isEqualTo(422);
    assertThat(
            app.put(path, Map.of("message", "m", "content", text, "sha", "0".repeat(40))).status())
        .isEqualTo(409);
    assertThat(app.delete(path, Map.of("message", "Remove", "sha", sha)).status()).isEqualTo(200);
    settled();
    var pushes = receiver.received().stream().filter(r -> r.event().equals("push")).toList();
    assertThat(pushes.getFirst().json().at("/head_commit/added/0").asText()).isEqualTo("docs/a.md");
    assertThat(pushes.getLast().json().at("/head_commit/removed/0").asText())
        .isEqualTo("docs/a.md");
    assertThat(pushes.getLast().json().get("before").asText())
        .isEqualTo(pushes.getFirst().json().get("after").asText());
  }

  @Test
  void git_data_builds_a_commit() {
    Api app = app();
    String git = "/repos/" + REPO + "/git";
    String head = app.get(git + "/ref/heads/main").json().at("/object/sha").asText();
    String base = app.get(git + "/commits/" + head).json().at("/tree/sha").asText();
    String blob = app.post(git + "/blobs", Map.of("content", "hi")).json().get("sha").asText();
    String tree =
        app.post(
                git + "/trees",
                Map.of(
                    "base_tree",
                    base,
                    "tree",
                    java.util.List.of(
                        Map.of("path", "b.txt", "mode", "100644", "type", "blob", "sha", blob))))
            .json()
            .get("sha")
            .asText();
    String commit =
        app.post(
                git + "/commits",
                Map.of("message", "By hand", "tree", tree, "parents", java.util.List.of(head)))
            .json()
            .get("sha")
            .asText();
    assertThat(app.post(git + "/refs", Map.of("ref", "refs/heads/topic", "sha", commit)).status())
        .isEqualTo(201);
    assertThat(app.get("/repos/" + REPO + "/contents/b.txt?ref=topic").status()).isEqualTo(200);
    assertThat(app.patch(git + "/refs/heads/topic", Map.of("sha", head)).status()).isEqualTo(422);
    assertThat(app.get("/repos/" + REPO + "/branches/topic").json().at("/commit/sha").asText())
        .isEqualTo(commit);
  }
}
