package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.SandboxResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a task to its end by agents that work like the real ones, in every mood. */
@QuarkusTest
@Tag("system")
class CodingAgentStoryTest extends AgentTaskStory {
  @ParameterizedTest
  @ValueSource(strings = {"copilot", "claude", "codex", "jules", "openhands"})
  void L15_agentPicksUpAndItsWorkIsMerged(String agent) {
    String repository = withAgent("by" + agent, agent);
    agents.mood(repository, agent, "normal");
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isOne();
    assertThat(
            count(
                "select count(*) as n from execution where agent = '"
                    + agent
                    + "' and asked_at is not null and phase_id = "
                    + phase))
        .isOne();
    boolean app = agent.equals("openhands");
    assertThat(
            count(
                "select count(*) as n from effect where key like 'start:%' and repository_id = "
                    + repositoryId(repository)
                    + " and principal = '"
                    + (app ? "app" : "person")
                    + "' and state = 'done'"))
        .isOne();
  }

  /** What goes wrong once goes well the second time, with the reason told. */
  @ParameterizedTest
  @CsvSource({
    "copilot, fails-checks, is red",
    "copilot, conflicts, conflicts with its base",
    "copilot, rate-limited, could not go on",
    "copilot, closes-its-own, was closed without a merge",
    "claude, rate-limited, could not go on",
    "claude, fails-checks, is red",
    "jules, fails-checks, is red"
  })
  void L27_agentFailed(String agent, String mood, String why) {
    String repository = withAgent("once-" + agent + "-" + mood, agent);
    agents.mood(repository, agent, mood, 1);
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isEqualTo(2);
    assertThat(
            count(
                "select count(*) as n from execution where attempt = 2 and phase_id = "
                    + phase
                    + " and reason like '%"
                    + why
                    + "%'"))
        .isOne();
    assertThat(
            count(
                "select count(*) as n from effect where intent like '%"
                    + why
                    + "%' and state = 'done' and repository_id = "
                    + repositoryId(repository)))
        .as("the agent was told")
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "silent, did not begin within, did not begin within",
    // The second time it pushes nothing that is not there.
    "falls-silent, has been silent for, did not begin within",
    "no-pull-request, copilot, copilot",
    "closes-its-own, was closed without a merge, was closed without a merge",
    "fails-checks, is red, is red"
  })
  void L28_afterTheLastAttemptAPersonIsNeeded(String mood, String first, String why) {
    String repository = withAgent("never-" + mood, "copilot");
    agents.mood(repository, "copilot", mood);
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    assertThat(attempts(phase)).isEqualTo(2);
    assertThat(merges(repository)).isZero();
    assertThat(need(repository)).contains(why).contains("attempt 2 of 2");
    assertThat(
            count(
                "select count(*) as n from execution where attempt = 2 and phase_id = "
                    + phase
                    + " and reason like '%"
                    + first
                    + "%'"))
        .isOne();
    assertThat(visitor.get("/repositories/" + repository).body()).contains("Other agent", "Skip");
  }

  @Test
  void L26_silentAgent() {
    String repository = withAgent("silence", "copilot");
    agents.mood(repository, "copilot", "silent");
    long phase = open(repository);
    eventually(() -> assigned(repository) == 1);
    settled();
    passTime(Duration.ofMinutes(14));
    settled();
    assertThat(reminders(repository)).isZero();

    passTime(Duration.ofMinutes(2));
    eventually(() -> reminders(repository) == 1);
    settled();
    passTime(Duration.ofMinutes(14));
    settled();
    assertThat(attempts(phase)).isOne();

    passTime(Duration.ofMinutes(2));
    eventually(() -> attempts(phase) == 2);
    inTime(() -> assigned(repository) == 2);
    settled();
    assertThat(github.requests("DELETE", issues(repository) + "/[0-9]+/assignees")).hasSize(1);
    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    assertThat(reminders(repository)).as("once in each attempt").isEqualTo(2);
    assertThat(assigned(repository)).isEqualTo(2);
  }

  @Test
  void workflowsThatWaitForApprovalNeedAPerson() {
    String repository = withAgent("approval", "copilot");
    agents.mood(repository, "copilot", "waits-for-approval");
    long phase = open(repository);
    eventually(
        () ->
            github.checkRuns(repository).stream()
                .filter(run -> run.path("name").asText().equals("Pawl"))
                .anyMatch(
                    run ->
                        run.at("/output/title").asText().contains("waits for somebody to let it")));

    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    assertThat(need(repository)).contains("Approve and run");
    assertThat(attempts(phase)).as("no agent is to blame").isOne();
  }

  /** The workflow is left to a person, and everything that people look at says so. */
  @Test
  void M37_forbiddenFilesNeedAPerson() {
    String repository = withAgent("forbidden", "copilot");
    agents.mood(repository, "copilot", "forbidden-files");
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("stuck"));
    settled();
    String why = "changes the workflow `.github/workflows/ci.yml`";
    assertThat(need(repository)).contains(why).doesNotContain("Needs you");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("changes the workflow", "Skip");
    assertThat(github.checkRuns(repository))
        .filteredOn(run -> run.path("name").asText().equals("Pawl"))
        .anySatisfy(
            run -> {
              assertThat(run.path("conclusion").asText()).isEqualTo("action_required");
              assertThat(run.at("/output/title").asText()).contains("changes the workflow");
            });
    assertThat(attempts(phase)).as("the same would come again").isOne();
    assertThat(merges(repository)).isZero();

    int pull = github.pullRequests(repository).getFirst().path("number").asInt();
    github.markReady(repository, pull, keeper);
    github.mergePullRequest(repository, pull, keeper, "squash");
    inTime(() -> phaseState(phase).equals("done"));
    assertThat(openNeeds(repository)).isZero();
  }

  @Test
  void ofTwoPullRequestsForOneTaskAPersonChooses() {
    String repository = withAgent("two", "copilot");
    agents.mood(repository, "copilot", "two-pull-requests");
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("stuck"));
    settled();
    assertThat(need(repository)).contains("was made for the same task");
    assertThat(merges(repository)).isZero();
    List<Integer> pulls =
        github.pullRequests(repository).stream()
            .map(pull -> pull.path("number").asInt())
            .sorted()
            .toList();
    assertThat(pulls).hasSize(2);

    github.closePullRequest(repository, pulls.getLast(), keeper);
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(merges(repository)).isOne();
    assertThat(github.pullRequest(repository, pulls.getFirst()).path("merged").asBoolean())
        .isTrue();
    assertThat(openNeeds(repository)).isZero();
  }

  /** Copilot's branch does not name its issue, but the issue is assigned; Claude's names it. */
  @ParameterizedTest
  @ValueSource(strings = {"copilot", "claude"})
  void L16_theForgottenClosingWordIsPutIn(String agent) {
    String repository = withAgent("forgets-" + agent, agent);
    agents.mood(repository, agent, "no-closing-word");
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isOne();
    JsonNode pull = github.pullRequests(repository).getFirst();
    int issue = task(repository);
    assertThat(pull.path("body").asText()).contains("Adds `").endsWith("\n\nFixes #" + issue);
    assertThat(
            github.requests(
                "PATCH", "/repos/" + repository + "/pulls/" + pull.path("number").asInt()))
        .isNotEmpty();
    assertThat(
            github.issues(repository).stream()
                .filter(one -> one.path("number").asInt() == issue)
                .map(one -> one.path("state").asText()))
        .containsExactly("closed");
  }

  @Test
  void L16_whereTwoTasksFitAPersonSaysForWhich() {
    String repository = withAgent("fits-two", "copilot");
    agents.mood(repository, "copilot", "no-closing-word");
    // Slow enough that both are asked before either has a pull request.
    agents.pace(Duration.ofSeconds(2));
    Instant later = clock().instant().plus(Duration.ofHours(1));
    visitor.api(
        "PUT",
        "/api/repositories/" + repository + "/pause",
        Map.of("why", "Two at once", "until", later.toString()));
    long first = open(repository);
    long second = open(repository, "Add a shade");
    settled();
    passTime(Duration.ofMinutes(61));

    inTime(() -> phaseState(first).equals("stuck") && phaseState(second).equals("stuck"));
    settled();
    assertThat(need(repository)).contains("does not say which of its tasks it is for");
    assertThat(merges(repository)).isZero();

    int pull = github.pullRequests(repository).getFirst().path("number").asInt();
    int issue = task(repository);
    github.editPullRequest(repository, pull, keeper, Map.of("body", "Fixes #" + issue));
    inTime(() -> phaseState(first).equals("done"));
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isTrue();
  }

  @Test
  void L29_assignRefused() {
    String repository = withAgent("refused", "copilot, claude");
    agents.enableCopilot(repository, false);
    agents.mood(repository, "claude", "normal");
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(explanations(repository)).isOne();
    assertThat(
            count(
                "select count(*) as n from execution where agent = 'claude' and phase_id = "
                    + phase))
        .isOne();
  }

  @Test
  void L29_assignRefusedAndNobodyElseIsThere() {
    String repository = withAgent("alone", "copilot");
    agents.enableCopilot(repository, false);
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    assertThat(explanations(repository)).isOne();
    assertThat(need(repository)).contains("not enabled for this repository");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("not enabled for this repository");
    assertThat(assigned(repository)).as("nothing is tried again and again").isOne();
  }

  @Test
  void L30_alreadyAssigned() {
    String repository = withAgent("assigned", "");
    agents.mood(repository, "copilot", "silent");
    open(repository);
    eventually(() -> !ownIssues(repository).isEmpty());
    int issue = task(repository);
    github.editIssue(
        repository, issue, keeper, Map.of("assignees", List.of("copilot-swe-agent[bot]")));
    settled();
    github.commit(repository, owner, "main", "Use Copilot", Map.of(SETTINGS, settings("copilot")));

    eventually(
        () ->
            count(
                    "select count(*) as n from effect where kind = 'assign-agent' and state ="
                        + " 'done' and repository_id = "
                        + repositoryId(repository))
                == 1);
    settled();
    assertThat(assigned(repository)).isZero();
  }

  @Test
  void L42_tokenRevoked() {
    String repository = withAgent("revoked", "copilot, claude");
    agents.mood(repository, "claude", "normal");
    // It is good until the effect is claimed: GitHub refuses the assignment itself.
    github.refuseNext(1, "POST", issues(repository) + "/[0-9]+/assignees", 401, "Bad credentials");
    long phase = open(repository);

    eventually(() -> phaseState(phase).equals("stuck"));
    settled();
    assertThat(assigned(repository)).isOne();
    agents.revokeTokens(keeper);
    passTime(Duration.ofHours(3));
    settled();
    assertThat(need(repository)).contains("does not take PAWL_USER_TOKEN any more");
    assertThat(
            github
                .requests("POST", issues(repository) + "/[0-9]+/(assignees|labels|comments)")
                .stream()
                .filter(request -> request.path("status").asInt() < 300))
        .as("nothing is done under another name")
        .isEmpty();

    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.mood(repository, "copilot", "normal");
    choose(repository, "retry");
    inTime(() -> phaseState(phase).equals("done"));
  }

  /** Nobody can be asked whether a dispatch was made, so it is never made twice. */
  @Test
  void aDispatchWhoseAnswerIsLostIsNotMadeAgain() {
    String repository = withAgent("lost", "openhands");
    agents.mood(repository, "openhands", "silent");
    String dispatches = "/repos/" + repository + "/dispatches";
    github.failNext(1, "POST", dispatches, 502);
    long phase = open(repository);

    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    assertThat(github.requests("POST", dispatches)).hasSize(1);
    assertThat(need(repository)).contains("is not known, and it is not started twice");
  }

  /** A lost answer to a comment by a person is found again by marker and author. */
  @Test
  void aMentionWhoseAnswerIsLostIsMadeOnce() {
    String repository = withAgent("mention", "claude");
    agents.mood(repository, "claude", "silent");
    github.failAfterWrite(1, "POST", issues(repository) + "/[0-9]+/comments", 502);
    open(repository);

    inTime(
        () ->
            count(
                    "select count(*) as n from effect where kind = 'call-agent' and state = 'done'"
                        + " and repository_id = "
                        + repositoryId(repository))
                == 1);
    assertThat(github.requests("POST", issues(repository) + "/[0-9]+/comments")).hasSize(1);
  }

  private long reminders(String repository) {
    return comments(repository, "has been silent for a while");
  }
}
