package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session of Copilot in each mood, as its pull request and the deliveries show it. */
class AgentStoryTest extends AgentStory {
  @Test
  void normal_a_draft_with_pushes_and_checks_until_it_asks_for_a_review() {
    int issue = assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    concluded(number, "success");
    settled();
    JsonNode pull = pull(number);
    assertThat(pull.get("title").asText()).isEqualTo("Add a dimmer");
    assertThat(pull.get("body").asText()).contains("Fixes #" + issue);
    assertThat(pull.get("draft").asBoolean()).isTrue();
    assertThat(pull.at("/user/login").asText()).isEqualTo("Copilot");
    assertThat(pull.at("/head/ref").asText()).isEqualTo("copilot/add-a-dimmer");
    assertThat(pull.at("/requested_reviewers/0/login").asText()).isEqualTo("ada");
    assertThat(files(number))
        .containsExactlyInAnyOrder(
            "src/main/java/lamp/AddADimmer.java", "src/test/java/lamp/AddADimmerTest.java");
    JsonNode commits = ada().get(REST + "/pulls/" + number + "/commits").json();
    assertThat(list(commits).stream().map(c -> c.at("/commit/message").asText()))
        .containsExactly("Initial plan", "Add a dimmer", "Show that it works");
    assertThat(commits.get(1).at("/commit/author/name").asText()).isEqualTo("Copilot");
    JsonNode reactions = ada().get(REST + "/issues/" + issue + "/reactions").json();
    assertThat(reactions.get(0).get("content").asText()).isEqualTo("eyes");
    assertThat(ada().get(REST + "/issues/" + issue).json().at("/reactions/eyes").asInt())
        .isEqualTo(1);
    assertThat(agents.events(REPO, number))
        .containsExactly("copilot_work_started", "copilot_work_finished");
    List<String> names = receiver.names();
    assertThat(names)
        .containsSubsequence(
            "issues.opened",
            "issues.assigned",
            "pull_request.opened",
            "pull_request.synchronize",
            "pull_request.synchronize",
            "pull_request.edited",
            "pull_request.review_requested");
    assertThat(names).contains("check_run.created", "check_run.completed");
    JsonNode opened =
        receiver.received().stream()
            .filter(r -> r.name().equals("pull_request.opened"))
            .findFirst()
            .orElseThrow()
            .json();
    assertThat(opened.at("/pull_request/title").asText()).isEqualTo("[WIP] Add a dimmer");
    assertThat(opened.at("/pull_request/body").asText()).contains("Fixes #" + issue);
    assertThat(opened.at("/sender/id").asLong()).isEqualTo(198982749);
    JsonNode run =
        ada().get(REST + "/commits/" + pull.at("/head/sha").asText() + "/check-runs").json();
    assertThat(run.at("/check_runs/0/app/slug").asText()).isEqualTo("github-actions");
  }

  @Test
  void fails_checks_as_often_as_told_and_then_passes() {
    agents.mood(REPO, "copilot", "fails-checks", 2);
    int issue = assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    concluded(number, "failure");
    ada()
        .post(
            REST + "/issues/" + number + "/comments",
            Map.of("body", "@copilot the build is red, please mend it"));
    assertThat(agents.ended(2, "FINISHED").get("attempt").asInt()).isEqualTo(2);
    concluded(number, "failure");
    unassign(issue);
    assign(issue);
    JsonNode third = agents.ended(3, "FINISHED");
    assertThat(third.get("attempt").asInt()).isEqualTo(3);
    assertThat(third.get("pull").asInt()).isEqualTo(number);
    concluded(number, "success");
    assertThat(pull(number).get("body").asText()).contains("This is attempt 3.");
    settled();
    // Each session asks anew.
    assertThat(receiver.names().stream().filter(n -> n.equals("pull_request.review_requested")))
        .hasSize(3);
    assertThat(pulls()).hasSize(1);
  }

  @Test
  void conflicts_until_it_is_called_again() {
    agents.mood(REPO, "copilot", "conflicts", 1);
    assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    assertThat(mergeable(number)).isFalse();
    ada().post(REST + "/issues/" + number + "/comments", Map.of("body", "@copilot it conflicts"));
    agents.ended(2, "FINISHED");
    assertThat(mergeable(number)).isTrue();
    assertThat(files(number)).hasSize(2);
  }

  private boolean mergeable(int number) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              control.advanceClock(Duration.ofSeconds(5));
              return !pull(number).get("mergeable").isNull();
            });
    return pull(number).get("mergeable").asBoolean();
  }

  @Test
  void silent_it_never_starts() {
    agents.mood(REPO, "copilot", "silent");
    int issue = assigned("Add a dimmer");
    agents.ended(1, "SILENT");
    assertThat(pulls()).isEmpty();
    assertThat(ada().get(REST + "/issues/" + issue + "/reactions").json()).isEmpty();
    assertThat(comments(issue)).isEmpty();
  }

  @Test
  void falls_silent_after_its_first_push() {
    agents.mood(REPO, "copilot", "falls-silent", 1);
    int issue = assigned("Add a dimmer");
    int number = agents.ended(1, "SILENT").get("pull").asInt();
    JsonNode pull = pull(number);
    assertThat(pull.get("title").asText()).startsWith("[WIP] ");
    assertThat(pull.get("requested_reviewers")).isEmpty();
    assertThat(files(number)).hasSize(1);
    assertThat(agents.events(REPO, number)).containsExactly("copilot_work_started");
    unassign(issue);
    assign(issue);
    assertThat(agents.ended(2, "FINISHED").get("pull").asInt()).isEqualTo(number);
    assertThat(files(number)).hasSize(2);
  }

  @Test
  void stops_on_a_rate_limit_and_resumes_when_called() {
    agents.mood(REPO, "copilot", "rate-limited", 1);
    assigned("Add a dimmer");
    int number = agents.ended(1, "FAILED").get("pull").asInt();
    assertThat(agents.events(REPO, number))
        .containsExactly("copilot_work_started", "copilot_work_finished_failure");
    assertThat(comments(number).getFirst()).contains("rate limit");
    assertThat(pull(number).get("title").asText()).startsWith("[WIP] ");
    ada().post(REST + "/issues/" + number + "/comments", Map.of("body", "Go on, @Copilot."));
    agents.ended(2, "FINISHED");
    assertThat(pull(number).get("title").asText()).isEqualTo("Add a dimmer");
    assertThat(agents.events(REPO, number)).endsWith("copilot_work_finished");
  }

  @Test
  void only_people_who_may_write_call_it_again() {
    agents.mood(REPO, "copilot", "rate-limited", 1);
    assigned("Add a dimmer");
    int number = agents.ended(1, "FAILED").get("pull").asInt();
    String comments = REST + "/issues/" + number + "/comments";
    String grace = control.createPerson("grace");
    app().post(comments, Map.of("body", "@copilot go on"));
    new Api(sandbox.url(), grace).post(comments, Map.of("body", "@copilot go on"));
    ada().post(comments, Map.of("body", "mail me at ada@copilot.example or see `@copilot`"));
    await()
        .during(Duration.ofMillis(400))
        .until(
            () ->
                agents.sessions().stream()
                    .allMatch(
                        session ->
                            session.get("state").asText().equals("FAILED")
                                || session.get("starter").asText().equals("grace")));
    assertThat(agents.sessions()).hasSize(1);
    ada().post(comments, Map.of("body", "@copilot go on"));
    assertThat(agents.ended(2, "FINISHED").get("attempt").asInt()).isEqualTo(2);
  }

  @Test
  void waits_for_approval_until_a_person_gives_it() {
    agents.mood(REPO, "copilot", "waits-for-approval", 1);
    assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    concluded(number, "action_required");
    agents.approveWorkflows(REPO, number);
    concluded(number, "success");
    assertThat(ada().get(REST + "/copilot/cloud-agent/configuration").status()).isEqualTo(200);
  }

  @Test
  void touches_a_forbidden_file() {
    agents.mood(REPO, "copilot", "forbidden-files");
    assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    assertThat(files(number)).contains(".github/workflows/ci.yml");
  }

  @Test
  void opens_two() {
    agents.mood(REPO, "copilot", "two-pull-requests");
    int issue = assigned("Add a dimmer");
    agents.ended(1, "FINISHED");
    assertThat(pulls()).hasSize(2);
    assertThat(pulls()).allMatch(p -> p.get("body").asText().contains("Fixes #" + issue));
  }

  @Test
  void forgets_the_closing_word() {
    agents.mood(REPO, "copilot", "no-closing-word");
    int issue = assigned("Add a dimmer");
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    assertThat(pull(number).get("body").asText()).doesNotContain("#" + issue);
  }

  @Test
  void opens_none() {
    agents.mood(REPO, "copilot", "no-pull-request");
    int issue = assigned("Add a dimmer");
    agents.ended(1, "FINISHED");
    assertThat(pulls()).isEmpty();
    assertThat(comments(issue)).containsExactly("There is nothing to change for this.");
  }

  @Test
  void closes_its_own_and_opens_another_when_assigned_again() {
    agents.mood(REPO, "copilot", "closes-its-own", 1);
    int issue = assigned("Add a dimmer");
    int number = agents.ended(1, "FAILED").get("pull").asInt();
    assertThat(pull(number).get("state").asText()).isEqualTo("closed");
    settled();
    assertThat(receiver.names()).contains("pull_request.closed");
    unassign(issue);
    assign(issue);
    int second = agents.ended(2, "FINISHED").get("pull").asInt();
    assertThat(second).isNotEqualTo(number);
    assertThat(pull(second).get("state").asText()).isEqualTo("open");
  }

  @Test
  void unassigned_it_stops_where_it_is() {
    agents.pace(Duration.ofHours(1));
    int issue = assigned("Add a dimmer");
    await().until(() -> !agents.sessions().getFirst().get("steps").isEmpty());
    unassign(issue);
    agents.ended(1, "STOPPED");
    agents.pace(Duration.ZERO);
    control.advanceClock(Duration.ofHours(10));
    assign(issue);
    agents.ended(2, "FINISHED");
    assertThat(pulls()).hasSize(1);
  }

  @Test
  void assigned_again_at_once_it_never_works_twice_at_a_time() {
    agents.pace(Duration.ZERO);
    int issue = assigned("Add a dimmer");
    for (int i = 0; i < 5; i++) {
      unassign(issue);
      assign(issue);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> agents.sessions().getLast().get("state").asText().equals("FINISHED"));
    assertThat(pulls().stream().filter(p -> p.get("state").asText().equals("open"))).hasSize(1);
  }

  @Test
  void a_day_of_work_takes_a_moment_when_the_clock_runs_fast() {
    agents.pace(Duration.ofMinutes(10));
    control.clockSpeed(100_000);
    assigned("Add a dimmer");
    JsonNode session = agents.ended(1, "FINISHED");
    concluded(session.get("pull").asInt(), "success");
    control.clockSpeed(1);
  }

  @Test
  void faults_and_limits_are_not_for_agents() {
    control.fault(Map.of("kind", "fail-before", "times", 1, "method", "POST", "path", ".*/pulls"));
    control.rateLimits(3, 3);
    control.editIssue(
        REPO,
        control.openIssue(REPO, "ada", "Add a dimmer", ""),
        "ada",
        Map.of("assignees", List.of(COPILOT)));
    agents.ended(1, "FINISHED");
    assertThat(pulls()).hasSize(1);
    assertThat(app().post(REST + "/pulls", Map.of("title", "x")).status()).isEqualTo(502);
  }
}
