package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merge is decided by what was read, all of it, after the last that was told. */
@QuarkusTest
@Tag("system")
class ReadingStoryTest extends PullRequestStory {
  private static final String TASK = "planning/issue_queue/pending/dev-light.md";
  private static final String BRANCH = "copilot/light";
  private static final String WRONG = "Something went wrong.";

  /** The agent's pull request for the gap analysis, whose one check has passed. */
  private int opens(String repository, String title) {
    int number =
        github.openPullRequest(
            repository, AGENT, BRANCH, title, "Fixes #1", Map.of(TASK, "Light it.\n"));
    github.check(repository, BRANCH, "build", "success");
    return number;
  }

  private void asksForReview(String repository, int number) {
    String reviewer = owner + "-ada";
    github.createPerson(reviewer);
    github.permit(repository, reviewer, "write");
    github.requestReview(repository, number, AGENT, reviewer);
  }

  /** Has it read: its text is another one. What follows is not of the same second. */
  private void isRead(String repository, int number) {
    passTime(Duration.ofSeconds(2));
    github.editPullRequest(repository, number, AGENT, Map.of("body", "Fixes #1, at last"));
    certain(repository);
    passTime(Duration.ofSeconds(2));
  }

  private boolean says(String repository, int number, String words) {
    String head = github.pullRequest(repository, number).at("/head/sha").asText();
    return github.checkRuns(repository).stream()
        .filter(run -> run.path("head_sha").asText().equals(head))
        .filter(run -> run.path("name").asText().equals("Pawl"))
        .anyMatch(run -> run.at("/output/title").asText().contains(words));
  }

  private List<JsonNode> puts(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge");
  }

  private boolean merged(String repository, int number) {
    return github.pullRequest(repository, number).path("merged").asBoolean();
  }

  /** Lets GitHub be asked as often as its lagging is waited out. */
  private void askedAgainAndAgain() {
    for (int ask = 0; ask < 6; ask++) {
      settled();
      passTime(Duration.ofSeconds(20));
    }
    settled();
  }

  /** It was read a moment ago; what has changed since, untold, the next news has found. */
  @ParameterizedTest
  @ValueSource(strings = {"label", "title", "request"})
  void M2_newsOfAnyKindHasItReadBeforeAMerge(String news) {
    String repository = repositoryWithTask("news-" + news);
    int number = opens(repository, "Light");
    if (news.equals("label")) {
      github.editPullRequest(repository, number, owner, Map.of("labels", List.of("hold")));
      asksForReview(repository, number);
    }
    isRead(repository, number);
    if (news.equals("title")) {
      // Only now: what was never more than work in progress is not read.
      github.editPullRequest(repository, number, owner, Map.of("title", "[WIP] Light"));
      settled();
      asksForReview(repository, number);
    }
    settled();
    github.untold().check(repository, BRANCH, "lint", "failure");
    // Two tales of one second would be a doubt of their own.
    passTime(Duration.ofSeconds(2));
    settled();
    github.clearRequests();

    switch (news) {
      case "label" ->
          github.editPullRequest(repository, number, owner, Map.of("labels", List.of()));
      case "title" -> github.editPullRequest(repository, number, owner, Map.of("title", "Light"));
      default -> asksForReview(repository, number);
    }
    eventually(() -> says(repository, number, "lint did not pass"));
    settled();
    assertThat(puts(repository)).isEmpty();
    assertThat(questions()).as("one question a judging").isEqualTo(1);
  }

  /** News that lets nothing be merged is no reason to ask GitHub. */
  @Test
  void newsThatChangesNoVerdictCostsNoQuestion() {
    String repository = repositoryWithTask("quiet");
    int number = opens(repository, "Light");
    github.editPullRequest(repository, number, owner, Map.of("labels", List.of("hold")));
    isRead(repository, number);
    github.clearRequests();
    github.editPullRequest(repository, number, owner, Map.of("labels", List.of("hold", "area")));
    passTime(Duration.ofSeconds(2));
    asksForReview(repository, number);
    passTime(Duration.ofSeconds(2));
    github.review(repository, number, owner + "-ada", "commented", "Hm.");
    settled();
    assertThat(questions()).isZero();
  }

  @Test
  void M18_labelsThatCannotBeReadKeepItFromBeingMerged() {
    String repository = repositoryWithTask("unlabelled");
    int number = opens(repository, "Light");
    isRead(repository, number);
    github.withhold(1_000, "repository.pullRequest.labels", WRONG);
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for GitHub to tell the labels of"));
    askedAgainAndAgain();
    assertThat(puts(repository)).isEmpty();

    github.clearFaults();
    passTime(Duration.ofHours(1));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  /** GitHub tells of a failure that its answers do not show yet. */
  @Test
  void M21_aFailureThatWasToldIsNotForgottenByAnAnswerThatLags() {
    String repository = repositoryWithTask("lagging");
    int number = opens(repository, "Light");
    isRead(repository, number);
    ObjectNode payload =
        told(repository, "check_run").stream()
            .map(delivery -> delivery.path("payload"))
            .filter(told -> told.at("/check_run/name").asText().equals("build"))
            .reduce((one, later) -> later)
            .orElseThrow()
            .deepCopy();
    payload
        .withObject("/check_run")
        .put("id", 987_654_321L)
        .put("name", "lint")
        .put("status", "completed")
        .put("conclusion", "failure");
    tell("check_run", payload);
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "lint did not pass"));

    github.editPullRequest(repository, number, AGENT, Map.of("body", "Fixes #1, once more"));
    askedAgainAndAgain();
    assertThat(puts(repository)).isEmpty();
    assertThat(says(repository, number, "lint did not pass")).isTrue();
    assertThat(row(repository, number).getValue("dirty")).isNull();
    assertThat(row(repository, number).getValue("ask_at")).isNotNull();

    // No copy of GitHub's is behind by so much.
    passTime(Duration.ofHours(2));
    askedAgainAndAgain();
    eventually(() -> merged(repository, number));
  }

  /** A file that could not be read is not a file that is gone. */
  @Test
  void M18_aGoalThatCannotBeReadIsStillTheGoal() {
    String repository = repositoryWithTask("unreadable");
    github.withhold(1_000, "repository.goal", WRONG);
    github.commit(repository, owner, "main", "More", Map.of(GOAL, "Light up two coasts."));
    settled();
    assertThat(
            count(
                "select count(*) as n from mirror_file where role = 'GOAL' and repository_id = "
                    + repositoryId(repository)))
        .isEqualTo(1);
  }
}
