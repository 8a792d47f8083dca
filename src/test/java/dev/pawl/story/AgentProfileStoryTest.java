package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents that a repository's settings describe, or describe otherwise than they are built in. */
@QuarkusTest
@Tag("system")
class AgentProfileStoryTest extends AgentTaskStory {
  private static final String START = "start: dispatch, word: light-it, as_person: false";

  private String bot;
  private long id;

  @BeforeEach
  void admit() {
    bot = owner + "-lamplighter[bot]";
    id = github.createAccount(bot, "Bot").path("id").asLong();
  }

  private String settings(String agent, String profile) {
    return "agent:\n  use: ["
        + agent
        + "]\n  profiles:\n    "
        + agent
        + ": {"
        + START
        + ", finish: ready, "
        + profile.replace("ID", String.valueOf(id)).replace("LOGIN", bot)
        + "}\n";
  }

  /** By a closing word, or by nothing but the number in its branch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by-id      | lamplighter | ids: [ID]                             | light         | Fixes #N",
        "by-branch  | lamplighter | 'logins: [\"LOGIN\"], branches: [lamp/]' | lamp/N-light  | Light",
        "otherwise  | claude      | 'ids: [ID], branches: [work/]'         | work/issue-N  | Light",
      })
  void L15_agentOfOnesOwnPicksUpAndItsWorkIsMerged(
      String name, String agent, String profile, String branch, String body) {
    String repository = withSettings(name, settings(agent, profile));
    long phase = open(repository);
    eventually(() -> dispatches(repository) == 1);
    String number = String.valueOf(task(repository));

    int pull =
        github.openPullRequest(
            repository,
            bot,
            branch.replace("N", number),
            "Light",
            body.replace("N", number),
            Map.of("light.md", "light\n"));
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isTrue();
    assertThat(github.pullRequest(repository, pull).path("body").asText())
        .endsWith("Fixes #" + number);
    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isOne();
    assertThat(dispatches(repository)).isOne();
  }

  /** What was let go is taken up again, once the settings in force call its author an agent. */
  @Test
  void whoIsAnAgentFollowsTheSettings() {
    String repository = withSettings("later", "agent:\n  max_attempts: 2\n");
    long phase = open(repository);
    eventually(() -> !ownIssues(repository).isEmpty());
    settled();
    int pull = opens(repository, bot);
    github.requestReview(repository, pull, bot, keeper);
    eventually(() -> letGo(repository, pull));
    settled();
    assertThat(phaseState(phase)).isEqualTo("issued");
    assertThat(merges(repository)).isZero();

    github.commit(
        repository,
        owner,
        "main",
        "Name the lamplighter",
        Map.of(SETTINGS, settings("lamplighter", "ids: [ID]")));
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isTrue();
    assertThat(merges(repository)).isOne();
  }

  /** What a pull request would change of the settings counts for nothing. */
  @Test
  void aPullRequestNamesNobodyAnAgent() {
    String repository = withSettings("itself", "agent:\n  max_attempts: 2\n");
    open(repository);
    eventually(() -> !ownIssues(repository).isEmpty());
    settled();
    int pull =
        github.openPullRequest(
            repository,
            bot,
            "light",
            "Light",
            "Fixes #" + task(repository),
            Map.of(SETTINGS, settings("lamplighter", "ids: [ID]")));
    github.requestReview(repository, pull, bot, keeper);
    eventually(() -> letGo(repository, pull));
    settled();
    assertThat(merges(repository)).isZero();
    assertThat(dispatches(repository)).isZero();
  }

  /** L17: naming a person an agent gives no right to have work merged. */
  @Test
  void aPersonWhomAProfileNamesIsNoBot() {
    String mallory = owner + "-mallory";
    id = github.createAccount(mallory, "User").path("id").asLong();
    String repository = withSettings("person", settings("lamplighter", "ids: [ID]"));
    long phase = open(repository);
    eventually(() -> dispatches(repository) == 1);
    settled();
    opens(repository, mallory);
    eventually(() -> said(repository, mallory) && said(repository, "who may not write"));
    settled();
    assertThat(merges(repository)).isZero();
    assertThat(phaseState(phase)).isNotEqualTo("done");
  }

  private int opens(String repository, String who) {
    return github.openPullRequest(
        repository,
        who,
        "light",
        "Light",
        "Fixes #" + task(repository),
        Map.of("light.md", "light\n"));
  }

  private long dispatches(String repository) {
    return github.requests("POST", "/repos/" + repository + "/dispatches").size();
  }

  /** Whether it was read, and is followed no more. */
  private boolean letGo(String repository, int pull) {
    for (Row row :
        database()
            .execute(
                "select read_at is not null and not tracked as gone from mirror_pull_request"
                    + " where repository_id = $1 and number = $2",
                repositoryId(repository),
                pull)) {
      return row.getBoolean("gone");
    }
    return false;
  }
}
