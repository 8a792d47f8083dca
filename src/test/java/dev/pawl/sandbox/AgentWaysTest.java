package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways to start an agent beside assignment, each with its own login, branch and signal. */
class AgentWaysTest extends AgentStory {
  @Test
  void claude_by_a_mention_is_done_when_its_comment_says_so() {
    agents.mood(REPO, "claude", "normal");
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    app().post(REST + "/issues/" + issue + "/comments", Map.of("body", "@claude please"));
    long comment = control.comment(REPO, issue, "ada", "@claude please do this");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    JsonNode pull = pull(number);
    assertThat(pull.at("/user/login").asText()).isEqualTo("claude[bot]");
    assertThat(pull.at("/head/ref").asText()).matches("claude/issue-" + issue + "-\\d{8}");
    assertThat(pull.get("draft").asBoolean()).isFalse();
    assertThat(pull.get("requested_reviewers")).isEmpty();
    assertThat(comments(issue).getLast()).startsWith("**Claude finished @ada's task**");
    assertThat(
            ada()
                .get(REST + "/issues/comments/" + comment + "/reactions")
                .json()
                .at("/0/user/login")
                .asText())
        .isEqualTo("claude[bot]");
    settled();
    assertThat(receiver.names()).contains("issue_comment.edited");
  }

  @Test
  void codex_by_a_mention_is_done_when_its_pull_request_is_there() {
    agents.mood(REPO, "codex", "normal");
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    app().post(REST + "/issues/" + issue + "/comments", Map.of("body", "@codex please"));
    control.comment(REPO, issue, "ada", "@codex please do this");
    JsonNode pull = pull(agents.ended(1, "FINISHED").get("pull").asInt());
    assertThat(pull.at("/user/login").asText()).isEqualTo("chatgpt-codex-connector[bot]");
    assertThat(pull.at("/head/ref").asText()).startsWith("codex/");
    assertThat(pull.get("draft").asBoolean()).isFalse();
    settled();
    assertThat(receiver.names()).doesNotContain("pull_request.synchronize");
  }

  @Test
  void jules_by_a_label_that_a_person_set_is_done_when_its_pull_request_is_there() {
    agents.mood(REPO, "jules", "normal");
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    String labels = REST + "/issues/" + issue + "/labels";
    app().post(labels, Map.of("labels", List.of("jules")));
    settled();
    assertThat(agents.sessions()).isEmpty();
    app().delete(labels + "/jules", Map.of());
    ada().post(labels, Map.of("labels", List.of("jules")));
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    JsonNode pull = pull(number);
    assertThat(pull.at("/user/login").asText()).isEqualTo("google-labs-jules[bot]");
    assertThat(pull.at("/head/ref").asText()).matches("jules-" + issue + "-[0-9a-f]{8}");
    assertThat(pull.get("draft").asBoolean()).isFalse();
    settled();
    // All its pushes came before; nothing follows.
    assertThat(receiver.names()).contains("pull_request.opened");
    assertThat(receiver.names()).doesNotContain("pull_request.synchronize");
  }

  @Test
  void openhands_by_a_dispatch_is_done_when_it_marks_its_draft_ready() {
    agents.mood(REPO, "openhands", "normal");
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    String path = REST + "/dispatches";
    assertThat(app().post(path, Map.of("event_type", "other")).status()).isEqualTo(204);
    assertThat(app().post(path, Map.of()).status()).isEqualTo(422);
    Api.Reply sent =
        app()
            .post(
                path, Map.of("event_type", "openhands", "client_payload", Map.of("issue", issue)));
    assertThat(sent.status()).isEqualTo(204);
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    JsonNode pull = pull(number);
    assertThat(pull.at("/user/login").asText()).isEqualTo("openhands[bot]");
    assertThat(pull.at("/head/ref").asText()).isEqualTo("openhands-fix-issue-" + issue);
    assertThat(pull.get("draft").asBoolean()).isFalse();
    settled();
    assertThat(receiver.names()).contains("pull_request.ready_for_review");
  }

  @Test
  void a_dispatch_is_told_to_who_subscribes() {
    String path = REST + "/dispatches";
    Map<String, Object> dispatch =
        Map.of("event_type", "lit", "client_payload", Map.of("wick", "long"));
    app().post(path, dispatch);
    settled();
    assertThat(control.deliveries("repository_dispatch", "lit")).isEmpty();
    new Api(sandbox.url(), null)
        .post(
            "/_sandbox/installations/" + installation + "/permissions",
            Map.of(
                "permissions", Map.of("contents", "write", "metadata", "read"),
                "events", List.of("repository_dispatch")));
    assertThat(ada().post(path, dispatch).status()).isEqualTo(204);
    settled();
    JsonNode told = receiver.received().getLast().json();
    assertThat(told.get("action").asText()).isEqualTo("lit");
    assertThat(told.get("branch").asText()).isEqualTo("main");
    assertThat(told.at("/client_payload/wick").asText()).isEqualTo("long");
    assertThat(told.at("/sender/login").asText()).isEqualTo("ada");
  }

  @Test
  void the_page_of_the_repository_shows_and_sets_moods() {
    agents.mood(REPO, "claude", "falls-silent");
    String page = new Api(sandbox.url(), null).get("/" + REPO).body();
    assertThat(page).contains("aria-label=\"Mood of claude[bot] in acme/lamp\"");
    assertThat(page).contains("<option value=\"falls-silent\" selected>");
    assertThat(page)
        .contains("action=\"/_sandbox/forms/mood\"", "name=\"agent\" value=\"claude\"")
        .contains("name=\"back\" value=\"/acme/lamp\"")
        .doesNotContain("<script");
    new Api(sandbox.url(), null)
        .put(
            "/_sandbox/repositories/acme/lamp/agents/claude",
            Map.of("mood", "off", "enabled", false));
    assertThat(agents.agents(REPO).at("/agents/claude/enabled").asBoolean()).isFalse();
  }

  @Test
  void those_that_are_not_enabled_stay_away() {
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    control.comment(REPO, issue, "ada", "@claude @copilot @jules please");
    control.editIssue(REPO, issue, "ada", Map.of("labels", List.of("jules")));
    app()
        .post(
            REST + "/dispatches",
            Map.of("event_type", "openhands", "client_payload", Map.of("issue", issue)));
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> agents.sessions().isEmpty());
  }

  @Test
  void the_same_seed_gives_the_same_branches() {
    agents.mood(REPO, "claude", "normal");
    agents.seed(7);
    int issue = control.openIssue(REPO, "ada", "Add a dimmer", "");
    control.comment(REPO, issue, "ada", "@claude");
    String first = pull(agents.ended(1, "FINISHED").get("pull").asInt()).at("/head/ref").asText();
    control.reset();
    seed();
    prepare();
    agents.mood(REPO, "claude", "normal");
    agents.seed(7);
    control.comment(REPO, control.openIssue(REPO, "ada", "Add a dimmer", ""), "ada", "@claude");
    assertThat(pull(agents.ended(1, "FINISHED").get("pull").asInt()).at("/head/ref").asText())
        .isEqualTo(first);
  }
}
