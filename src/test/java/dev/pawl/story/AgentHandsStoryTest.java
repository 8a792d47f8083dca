package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do about a task that agents are asked to do. */
@QuarkusTest
@Tag("system")
class AgentHandsStoryTest extends AgentTaskStory {
  @Test
  void L15_aPersonIsAssignedAndTheirWorkIsMerged() {
    String repository =
        withSettings("by-person", "agent:\n  use: [person]\n  assignee: " + keeper + "\n");
    long phase = open(repository);
    eventually(() -> started(repository).equals(List.of("assign-agent by app")));
    settled();
    assertThat(assigned(repository)).isOne();
    assertThat(github.issues(repository).getFirst().path("assignees"))
        .extracting(one -> one.path("login").asText())
        .containsExactly(keeper);

    int pull = opens(repository);
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isTrue();
    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isOne();
  }

  @Test
  void L28_anotherAgentIsAskedWherePeopleWantOne() {
    String repository = stuck("other-agent");
    long phase = phase(repository);
    agents.mood(repository, "claude", "normal");
    long before = assigned(repository);

    choose(repository, "other-agent");
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(merges(repository)).isOne();
    assertThat(assigned(repository)).as("copilot is not asked again").isEqualTo(before);
    assertThat(github.pullRequests(repository).getLast().at("/user/login").asText())
        .isEqualTo("claude[bot]");
    assertThat(github.pullRequests(repository).getLast().path("merged").asBoolean()).isTrue();
    assertThat(openNeeds(repository)).isZero();
  }

  @Test
  void L28_whoTakesATaskOverDoesItAndNoAgentIsAskedAnyMore() {
    String repository = stuck("take-over");
    long phase = phase(repository);
    agents.mood(repository, "claude", "normal");
    List<String> before = started(repository);

    choose(repository, "take-over");
    settled();
    passTime(Duration.ofHours(3));
    settled();
    assertThat(started(repository)).isEqualTo(before);
    assertThat(phaseState(phase)).isEqualTo("issued");

    int pull = opens(repository);
    github.requestReview(repository, pull, keeper, owner + "-ada");
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isTrue();
    assertThat(merges(repository)).isOne();
    assertThat(started(repository)).isEqualTo(before);
  }

  /** The agent has a pull request by then; it stays as it is, for people to close or to keep. */
  @ParameterizedTest
  @ValueSource(strings = {"deleted", "transferred"})
  void L39_issueGoneWhileAnAgentIsAtWork(String how) {
    String repository = withAgent("gone-" + how, "copilot");
    String other = repository("gone-to-" + how, Map.of("README.md", "#"));
    agents.mood(repository, "copilot", "falls-silent");
    long phase = open(repository);
    eventually(() -> phaseState(phase).equals("worked"));
    settled();
    int issue = task(repository);
    if (how.equals("deleted")) {
      github.deleteIssue(repository, issue, owner);
    } else {
      github.transferIssue(repository, issue, owner, other);
    }
    // A pull request that is being worked on is read after a while; it may have been merged.
    inTime(() -> phaseState(phase).equals("cancelled"));
    inTime(() -> said(repository, "its issue #" + issue + " is " + how));
    settled();

    github.clearRequests();
    passTime(Duration.ofHours(3));
    settled();
    assertThat(github.requests(".*", issues(repository) + "/" + issue + "(/.*)?")).isEmpty();
    // The pull request's own check run goes on telling how that stands.
    String others = "/repos/" + repository + "/(?!check-runs/).*";
    assertThat(github.requests("POST|PATCH|PUT|DELETE", others)).isEmpty();
    assertThat(attempts(phase)).isOne();
    assertThat(openNeeds(repository)).isZero();
  }

  /** A task at which Copilot has failed for good, while Claude could be asked as well. */
  private String stuck(String name) {
    String repository = withAgent(name, "copilot, claude");
    agents.mood(repository, "copilot", "closes-its-own");
    long phase = open(repository);
    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    github.createPerson(owner + "-ada");
    github.permit(repository, owner + "-ada", "write");
    return repository;
  }

  private long phase(String repository) {
    return count("select id as n from phase where repository_id = " + repositoryId(repository));
  }

  /** The keeper's own work for the task. */
  private int opens(String repository) {
    return github.openPullRequest(
        repository,
        keeper,
        "dimmer",
        "Add a dimmer",
        "Fixes #" + task(repository),
        Map.of("dimmer.md", "dim\n"));
  }

  /** Every time that somebody was asked, in order: how, and in whose name. */
  private List<String> started(String repository) {
    List<String> started = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select kind || ' by ' || principal as what from effect where key like 'start:%'"
                    + " and state = 'done' and repository_id = $1 order by id",
                repositoryId(repository))) {
      started.add(row.getString("what"));
    }
    return started;
  }
}
