package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of controls as a browser without scripts uses it: plain forms, each of them. */
class ControlsTest extends AgentStory {
  private static final String PAGE = "/_sandbox/controls";
  private final HttpClient browser = HttpClient.newHttpClient();

  @Test
  void a_mood_is_set_for_some_sessions_and_shown() {
    HttpResponse<String> answer =
        form(
            "mood",
            Map.of(
                "repository", REPO,
                "agent", "copilot",
                "mood", "fails-checks",
                "times", "2",
                "back", PAGE + "#agents"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue(PAGE + "#agents");
    JsonNode copilot = agents.agents(REPO).at("/agents/copilot");
    assertThat(copilot.path("mood").asText()).isEqualTo("fails-checks");
    assertThat(copilot.path("times").asInt()).isEqualTo(2);
    assertThat(page())
        .contains("<option value=\"fails-checks\" selected>", "<option value=\"2\" selected>")
        .doesNotContain("<script");

    form("mood", Map.of("repository", REPO, "agent", "copilot", "mood", "off", "times", ""));
    assertThat(agents.agents(REPO).at("/agents/copilot/enabled").asBoolean()).isFalse();
  }

  @Test
  void githubFails_as_long_as_it_was_asked_to() {
    form("fault", Map.of("mishap", "fails_before", "aim", "new_issues", "often", "1"));
    assertThat(page()).contains("The next time, at new issues: GitHub answers 502");
    Api app = app();
    Map<String, String> issue = Map.of("title", "A wick");
    assertThat(app.post("/repos/" + REPO + "/labels", Map.of("name", "wick")).status())
        .as("what was not aimed at")
        .isEqualTo(201);
    assertThat(app.post("/repos/" + REPO + "/issues", issue).status()).isEqualTo(502);
    assertThat(control.issues(REPO)).isEmpty();
    assertThat(app.post("/repos/" + REPO + "/issues", issue).status()).isEqualTo(201);
    assertThat(page()).contains("Nothing goes wrong just now.");

    form("fault", Map.of("mishap", "fails_after", "aim", "readings", "often", "50%"));
    form("fault", Map.of("mishap", "late", "aim", "commits", "often", "3"));
    assertThat(page())
        .contains("50 % of the time, at readings", "The next 3 times, at commits", "End all of it");
    form("end-fault", Map.of());
    assertThat(page()).contains("Nothing goes wrong just now.");
  }

  @Test
  void a_reading_that_is_aimed_at_fails_and_others_do_not() {
    form("fault", Map.of("mishap", "fails_before", "aim", "readings", "often", "1"));
    Api app = app();
    assertThat(app.get("/repos/" + REPO).status()).isEqualTo(200);
    assertThat(app.graphql("query Me {viewer{login}}", Map.of()).status()).isEqualTo(502);
    assertThat(app.graphql("query Me {viewer{login}}", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void deliveries_are_dropped_and_doubled() {
    form("fault", Map.of("mishap", "drops", "aim", "issues", "often", "1"));
    control.openIssue(REPO, "ada", "Never told", "");
    form("fault", Map.of("mishap", "doubles", "aim", "issues", "often", "1"));
    control.openIssue(REPO, "ada", "Told twice", "");
    settled();
    assertThat(received("Never told")).isZero();
    assertThat(received("Told twice")).isEqualTo(2);
  }

  @Test
  void the_clock_is_put_forward_and_runs_faster() {
    Instant before = now();
    form("clock", Map.of("advance", "PT6H"));
    assertThat(Duration.between(before, now())).isGreaterThan(Duration.ofHours(6));
    form("clock", Map.of("speed", "20"));
    assertThat(page()).contains("<option value=\"20\" selected>");
    assertThat(form("clock", Map.of("speed", "0")).statusCode()).isEqualTo(422);
    form("clock", Map.of("speed", "1"));
  }

  @Test
  void a_person_opens_comments_merges_and_closes() {
    HttpResponse<String> opened =
        form(
            "issue",
            Map.of("repository", REPO, "by", "ada", "title", "A <b>lens</b>", "body", "Clear."));
    assertThat(opened.headers().firstValue("location")).hasValue("/" + REPO + "/issues/1");
    assertThat(page()).contains("acme/lamp#1", "A &lt;b&gt;lens&lt;/b&gt;", "Close acme/lamp#1");
    form(
        "comment",
        Map.of("repository", REPO, "number", "1", "by", "ada", "body", "Soon, I hope & trust."));
    assertThat(control.comments(REPO, 1).getFirst().path("body").asText())
        .isEqualTo("Soon, I hope & trust.");
    form("issue-state", Map.of("repository", REPO, "number", "1", "by", "ada", "state", "closed"));
    assertThat(control.issues(REPO).getFirst().path("state").asText()).isEqualTo("closed");

    control.openDraft(REPO, "ada", "lens", "A lens", "Fixes #1", Map.of("lens.md", "clear"));
    assertThat(page()).contains("Merge acme/lamp#2 into main", "Close acme/lamp#2");
    Map<String, String> merge = Map.of("repository", REPO, "number", "2", "by", "ada");
    assertThat(form("merge", merge).statusCode()).isEqualTo(303);
    assertThat(control.pullRequest(REPO, 2).path("merged").asBoolean()).isTrue();
    HttpResponse<String> twice = form("merge", merge);
    assertThat(twice.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(twice.body()).contains("That was not done", "Back</a>");
  }

  @Test
  void a_point_is_added_to_the_goal_and_a_task_is_queued() {
    form("goal", Map.of("repository", REPO, "by", "ada", "text", "It dims."));
    form("goal", Map.of("repository", REPO, "by", "ada", "text", "It\nblinks."));
    assertThat(text("planning/vision/goal.md")).isEqualTo("# Goal\n\n- It dims.\n- It blinks.\n");
    control.commit(
        REPO, "ada", "main", "Count", Map.of("planning/vision/goal.md", "# Goal\n\n1. It dims.\n"));
    form("goal", Map.of("repository", REPO, "by", "ada", "text", "It blinks."));
    assertThat(text("planning/vision/goal.md")).endsWith("1. It dims.\n2. It blinks.\n");
    form(
        "task",
        Map.of("repository", REPO, "by", "ada", "title", "Trim the wick!", "text", "With care."));
    assertThat(text("planning/issue_queue/pending/dev-trim-the-wick.md"))
        .isEqualTo("# Trim the wick!\n\nWith care.\n");
  }

  @Test
  void whoever_shows_another_site_cannot_send_its_forms_here() {
    HttpResponse<String> answer =
        send("clock", Map.of("advance", "P1D"), "Sec-Fetch-Site", "cross-site");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(form("clock", Map.of("advance", "PT1M", "back", "//evil.example")).headers())
        .satisfies(headers -> assertThat(headers.firstValue("location")).hasValue("/"));
    assertThat(form("nonsense", Map.of()).statusCode()).isEqualTo(404);
    assertThat(
            form("mood", Map.of("repository", "../..", "agent", "copilot", "mood", "silent"))
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void everything_begins_anew_and_peoples_tokens_stay() {
    assertThat(form("reset", Map.of()).statusCode()).isEqualTo(303);
    settled();
    assertThat(receiver.names()).contains("installation.deleted");
    assertThat(page()).contains("acme/lighthouse").doesNotContain("acme/lamp");
    assertThat(ada().get("/user").json().path("login").asText()).isEqualTo("ada");
    assertThat(control.installationOf("acme")).isPositive();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                receiver.received().stream()
                    .anyMatch(
                        told ->
                            told.name().equals("installation.created")
                                && told.json().toString().contains("lighthouse")));
  }

  private long received(String title) {
    return receiver.received().stream()
        .filter(told -> told.json().at("/issue/title").asText().equals(title))
        .count();
  }

  private Instant now() {
    return Instant.parse(new Api(sandbox.url(), null).get("/_sandbox").json().path("now").asText());
  }

  private String text(String path) {
    return new String(
        Base64.getMimeDecoder()
            .decode(
                ada().get("/repos/" + REPO + "/contents/" + path).json().path("content").asText()),
        StandardCharsets.UTF_8);
  }

  private String page() {
    Api.Reply page = new Api(sandbox.url(), null).get(PAGE);
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  private HttpResponse<String> form(String what, Map<String, String> fields) {
    return send(what, fields, "Sec-Fetch-Site", "same-origin");
  }

  private HttpResponse<String> send(
      String what, Map<String, String> fields, String header, String value) {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      return browser.send(
          HttpRequest.newBuilder(sandbox.url().resolve("/_sandbox/forms/" + what))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header(header, value)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
