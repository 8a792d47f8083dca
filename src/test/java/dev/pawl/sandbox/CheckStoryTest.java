package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckStoryTest extends Story {
  private static final String LAMP = "/repos/acme/lamp";

  private int open() {
    return control.openPullRequest(REPO, "ada", "wick", "Wick", "", Map.of("wick", "x\n"));
  }

  private String state(int number) {
    app().get(LAMP + "/pulls/" + number);
    control.advanceClock(Duration.ofSeconds(5));
    return app().get(LAMP + "/pulls/" + number).json().get("mergeable_state").asText();
  }

  @Test
  void a_status_is_told_counted_and_the_last_word_of_its_name() {
    int number = open();
    String sha = control.pullRequest(REPO, number).at("/head/sha").asText();
    settled();
    Api.Reply made =
        ada()
            .post(
                LAMP + "/statuses/" + sha,
                Map.of("state", "failure", "context", "ci/a", "description", "no"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/creator/login").asText()).isEqualTo("ada");
    assertThat(state(number)).isEqualTo("unstable");
    ada().post(LAMP + "/statuses/" + sha, Map.of("state", "success", "context", "ci/a"));
    ada().post(LAMP + "/statuses/" + sha, Map.of("state", "pending", "context", "ci/b"));
    JsonNode combined = app().get(LAMP + "/commits/wick/status").json();
    assertThat(combined.get("state").asText()).isEqualTo("pending");
    assertThat(combined.get("total_count").asInt()).isEqualTo(2);
    control.status(REPO, "wick", "ci/b", "success");
    assertThat(app().get(LAMP + "/commits/wick/status").json().get("state").asText())
        .isEqualTo("success");
    assertThat(app().get(LAMP + "/commits/" + sha + "/statuses").json()).hasSize(4);
    assertThat(state(number)).isEqualTo("clean");
    settled();
    assertThat(receiver.names()).endsWith("status", "status", "status", "status");
    JsonNode told = receiver.received().getLast().json();
    assertThat(told.get("sha").asText()).isEqualTo(sha);
    assertThat(told.get("context").asText()).isEqualTo("ci/b");
    assertThat(told.at("/branches/0/name").asText()).isEqualTo("wick");
    // The App only asks to read them.
    assertThat(app().post(LAMP + "/statuses/" + sha, Map.of("state", "success")).status())
        .isEqualTo(403);
    assertThat(ada().post(LAMP + "/statuses/" + sha, Map.of("state", "fine")).status())
        .isEqualTo(422);
  }

  @Test
  void a_required_name_wants_the_check_and_the_status_of_that_name() {
    int number = open();
    control.protect(REPO, "main", 0, List.of("build"), false);
    assertThat(state(number)).isEqualTo("blocked");
    control.status(REPO, "wick", "build", "success");
    assertThat(state(number)).isEqualTo("clean");
    control.check(REPO, "wick", "build", "failure");
    assertThat(state(number)).isEqualTo("blocked");
    assertThat(app().put(LAMP + "/pulls/" + number + "/merge", Map.of()).body())
        .contains("is failing");
    control.check(REPO, "wick", "build", "success");
    assertThat(app().put(LAMP + "/pulls/" + number + "/merge", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void a_suite_is_completed_with_its_last_run() {
    open();
    settled();
    control.check(REPO, "wick", "build", "in_progress");
    control.check(REPO, "wick", "lint", "in_progress");
    control.check(REPO, "wick", "build", "success");
    settled();
    assertThat(control.deliveries("check_suite")).isEmpty();
    control.check(REPO, "wick", "lint", "failure");
    settled();
    assertThat(receiver.names()).endsWith("check_run.completed", "check_suite.completed");
    JsonNode suite = receiver.received().getLast().json().get("check_suite");
    assertThat(suite.get("conclusion").asText()).isEqualTo("failure");
    assertThat(suite.at("/app/slug").asText()).isEqualTo("github-actions");
    assertThat(suite.at("/pull_requests/0/number").asInt()).isEqualTo(1);
    assertThat(suite.get("head_branch").asText()).isEqualTo("wick");
    JsonNode suites = app().get(LAMP + "/commits/wick/check-suites").json();
    assertThat(suites.get("total_count").asInt()).isEqualTo(1);
    assertThat(
            app()
                .get(LAMP + "/check-suites/" + suites.at("/check_suites/0/id"))
                .json()
                .get("latest_check_runs_count")
                .asInt())
        .isEqualTo(2);
    int before = receiver.received().size();
    control.untold().check(REPO, "wick", "build", "failure");
    control.untold().status(REPO, "wick", "ci", "failure");
    settled();
    assertThat(receiver.received()).hasSize(before);
  }
}
