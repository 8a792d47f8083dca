package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the agent's pull request to the merge, or to the reason why not. */
@QuarkusTest
@Tag("system")
class MergeStoryTest extends MergeStory {
  @Test
  void L18_ready() {
    String repository = repositoryWithTask("ready");
    int number = opens(repository, "Light", TASK);
    eventually(() -> says(repository, number, "Waiting for a check on"));
    github.check(repository, "copilot/light", "build", "in_progress");
    eventually(() -> says(repository, number, "Waiting for build on"));
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "Waiting for a review to be asked for"));
    assertThat(puts(repository)).isEmpty();

    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    settled();

    assertThat(puts(repository)).hasSize(1);
    assertThat(check(repository, number).path("conclusion").asText()).isEqualTo("success");
    assertThat(github.issues(repository).getFirst().path("state").asText()).isEqualTo("closed");
    eventually(
        () ->
            github.requests("DELETE", "/repos/" + repository + "/git/refs/.*").stream()
                .anyMatch(request -> request.path("status").asInt() == 204));
    // What came of it changes nothing any more.
    passTime(Duration.ofHours(2));
    settled();
    assertThat(puts(repository)).hasSize(1);
    assertThat(
            count(
                "select count(*) as n from effect where state = 'failed' and repository_id = "
                    + repositoryId(repository)))
        .isZero();
  }

  /** Whoever closes the issue does not want the work any more. */
  @Test
  void L21_humanClosesBeforeTheMerge() {
    String repository = repositoryWithTask("unwanted");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    github.closeIssue(repository, 1, owner);
    eventually(() -> says(repository, number, "its issue #1 is closed"));

    github.check(repository, "copilot/light", "build", "success");
    settled();
    passTime(Duration.ofHours(2));
    settled();
    assertThat(puts(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();
  }

  @Test
  void ofTwoPullRequestsForOneTaskNoneIsMergedUntilOneIsClosed() {
    String repository = repositoryWithTask("twice");
    int first = opens(repository, "Light", TASK);
    int second =
        github.openDraft(
            repository, AGENT, "copilot/more", "More", "Fixes #1", Map.of(TASK, "Another.\n"));
    for (String branch : List.of("copilot/light", "copilot/more")) {
      github.check(repository, branch, "build", "success");
    }
    asksForReview(repository, first);
    eventually(() -> says(repository, first, "#" + second + " was made for the same task"));
    assertThat(puts(repository)).isEmpty();

    github.closePullRequest(repository, second, owner);
    eventually(() -> merged(repository, first));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void L5_gapScope() {
    String repository = repositoryWithTask("scope");
    int number = opens(repository, "Light", "src/Light.java");
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "a gap-analysis task may bring one new"));
    settled();
    assertThat(puts(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();
  }

  @Test
  void L19_wip() {
    String repository = repositoryWithTask("wip");
    int number = opens(repository, "[WIP] Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "work in progress"));
    settled();
    assertThat(puts(repository)).isEmpty();

    github.editPullRequest(repository, number, owner, Map.of("labels", List.of("hold")));
    github.editPullRequest(repository, number, owner, Map.of("title", "Light"));
    eventually(() -> says(repository, number, "the label hold"));
    assertThat(puts(repository)).isEmpty();
    github.editPullRequest(repository, number, owner, Map.of("labels", List.of()));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void M20_aRequiredCheckThatIsMissing() {
    String repository = repositoryWithTask("missing");
    github.protect(repository, "main", 0, List.of("build"), false);
    waitsForARequiredBuild(repository);
  }

  /** The check tells of the merge, and the merge needs the check: neither waits for the other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void M51_rulesRequirePawlsOwnCheck(boolean ruleset) {
    String repository = repositoryWithTask("required" + ruleset);
    if (ruleset) {
      github.rule(
          repository,
          "required_status_checks",
          Map.of(
              "required_status_checks",
              List.of(
                  Map.of("context", "Pawl", "integration_id", github.app().path("id").asLong()),
                  Map.of("context", "build"))));
    } else {
      github.protect(repository, "main", 0, List.of("Pawl", "build"), false);
    }
    int number = waitsForARequiredBuild(repository);

    github.recordBodies(true);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> merged(repository, number));
    settled();
    github.recordBodies(false);
    assertThat(puts(repository)).hasSize(1);
    JsonNode put = puts(repository).getFirst();
    assertThat(put.path("status").asInt()).isEqualTo(200);
    JsonNode said =
        checkWrites(repository).stream()
            .filter(write -> write.path("sequence").asLong() < put.path("sequence").asLong())
            .reduce((one, later) -> later)
            .orElseThrow();
    assertThat(said.path("wrote").asBoolean()).isTrue();
    assertThat(Json.tree(said.path("body").asText()).path("conclusion").asText())
        .as("the check's last word before the merge")
        .isEqualTo("success");
    assertThat(check(repository, number).path("conclusion").asText()).isEqualTo("success");
  }

  /** Whatever else passes: another check, the agent's finish, the time. */
  private int waitsForARequiredBuild(String repository) {
    int number =
        github.openPullRequest(
            repository, AGENT, "copilot/light", "Light", "Fixes #1", Map.of(TASK, "Light it.\n"));
    github.check(repository, "copilot/light", "lint", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    certain(repository);
    passTime(Duration.ofHours(2));
    settled();
    assertThat(says(repository, number, "which must pass and did not report yet")).isTrue();
    assertThat(check(repository, number).path("status").asText()).isEqualTo("in_progress");
    assertThat(puts(repository)).isEmpty();
    return number;
  }

  /** What GitHub has against one is no matter of the others. */
  @Test
  void M9_anotherReadyOneIsStillMerged() {
    String repository = repositoryWithTask("two");
    assertThat(
            new Visitor(webhook())
                .api(
                    "POST",
                    "/api/repositories/" + repository + "/phases",
                    Map.of("title", "Oil it"))
                .statusCode())
        .isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    int odd = opens(repository, "Light", TASK);
    int other =
        github.openDraft(
            repository, AGENT, "copilot/oil", "Oil", "Fixes #2", Map.of("oil.md", "Oil it.\n"));
    github.refuseNext(9, "PUT", ".*/pulls/" + odd + "/merge", 422, "Validation Failed");
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, odd);
    eventually(() -> says(repository, odd, "Validation Failed"));

    github.check(repository, "copilot/oil", "build", "success");
    github.requestReview(repository, other, AGENT, owner + "-ada");
    eventually(() -> merged(repository, other));
    certain(repository);
    assertThat(merged(repository, odd)).isFalse();
    assertThat(puts(repository))
        .extracting(put -> put.path("status").asInt())
        .containsExactly(422, 200);
  }

  /** The head moves without a word: GitHub refuses, and what is there is judged anew. */
  @Test
  void M2_headMovedUntold() {
    String repository = repositoryWithTask("slipped");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "Waiting for a review"));
    settled();
    github
        .untold()
        .pushToPullRequest(repository, number, AGENT, "Slip in", Map.of("src/Evil.java", "e\n"));
    asksForReview(repository, number);

    eventually(() -> says(repository, number, "touches") || says(repository, number, "check"));
    settled();
    passTime(Duration.ofHours(2));
    settled();
    assertThat(merged(repository, number)).isFalse();
    assertThat(puts(repository)).allMatch(put -> put.path("status").asInt() == 409);
  }

  /** An event says that the last check passed; that another one failed meanwhile, none told. */
  @Test
  void M2_nothingIsMergedOnAPayloadAlone() {
    String repository = repositoryWithTask("payload");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    settled();
    github.untold().check(repository, "copilot/light", "lint", "failure");
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "lint did not pass"));
    settled();
    assertThat(puts(repository)).isEmpty();

    github.check(repository, "copilot/light", "lint", "success");
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void M47_heldBack() {
    String repository = repositoryWithTask("held");
    int number = opens(repository, "Light", TASK);
    Visitor visitor = new Visitor(webhook());
    String hold = "/api/repositories/" + repository + "/pull-requests/" + number + "/hold";
    assertThat(
            visitor
                .post(
                    "/repositories/" + repository + "/hold",
                    Map.of("number", "" + number, "why", "Ada looks at it", "minutes", ""))
                .statusCode())
        .isEqualTo(303);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Ada looks at it"));
    settled();
    assertThat(puts(repository)).isEmpty();

    assertThat(visitor.api("DELETE", hold, "").statusCode()).isEqualTo(200);
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void M48_dependentPullRequest() {
    String repository = repositoryWithTask("based");
    int number = opens(repository, "Light", TASK);
    github.openPullRequest(
        repository,
        owner,
        Map.of(
            "head",
            "more",
            "title",
            "More",
            "body",
            "",
            "base",
            "copilot/light",
            "files",
            Map.of("more.md", "more\n")));
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    settled();
    assertThat(github.requests("DELETE", "/repos/" + repository + "/git/refs/.*")).isEmpty();
  }

  /** However much was written since, by whatever else is going on in the repository. */
  @Test
  void theCheckRunIsKnownForGood() {
    String repository = repositoryWithTask("busy");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    eventually(() -> says(repository, number, "Waiting for build on"));
    settled();
    int writes = checkWrites(repository).size();
    database()
        .execute(
            """
            insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
              reason, planned_at, state, finished_at)
            select 'busy:' || $1::bigint || ':' || n, 'create-comment', 'repo:' || $1::bigint, $1, 1,
              'app', '{}', 'x', now(), 'done', now()
            from generate_series(1, 150) n
            """,
            repositoryId(repository));
    github.openIssue(repository, owner, "Something else", "");
    settled();
    assertThat(checkWrites(repository)).as("nothing new to say").hasSize(writes);

    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "Waiting for a review to be asked for"));
    settled();
    assertThat(check(repository, number).path("external_id").asText())
        .startsWith("check:" + repositoryId(repository) + ":" + number + ":");
    assertThat(checkWrites(repository))
        .filteredOn(request -> request.path("method").asText().equals("POST"))
        .hasSize(1);
  }

  /** It is judged at each event, and read again for some of them. */
  @Test
  void judgingAnewIsNoReasonToWrite() {
    String repository = repositoryWithTask("calm");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    eventually(() -> says(repository, number, "Waiting for build on"));
    settled();
    int writes = checkWrites(repository).size();
    long judged = decisions(repository);
    for (int round = 1; round <= 3; round++) {
      passTime(Duration.ofMinutes(2));
      github.openIssue(repository, owner, "Something else " + round, "");
      settled();
      github.editPullRequest(repository, number, owner, Map.of("labels", List.of("nice" + round)));
      settled();
    }
    assertThat(checkWrites(repository)).hasSize(writes);
    assertThat(decisions(repository)).as("nothing else was decided either").isEqualTo(judged);
  }

  private long decisions(String repository) {
    return count(
        "select count(*) as n from decision where repository_id = " + repositoryId(repository));
  }
}
