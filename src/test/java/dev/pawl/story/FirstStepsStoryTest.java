package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** From the installation to the one gap-analysis issue, and to nothing more. */
@QuarkusTest
class FirstStepsStoryTest extends Story {

  @Test
  void L1_firstDelivery() {
    String repository =
        repository(
            "lighthouse",
            Map.of(GOAL, "Light up the coast.", ".github/pawl.yml", "agent:\n  assignee: ada1\n"));
    github.createPerson("ada1");
    github.permit(repository, "ada1", "write");

    github.install(owner);

    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    JsonNode issue = ownIssues(repository).getFirst();
    assertThat(issue.path("assignees").path(0).path("login").asText()).isEqualTo("ada1");
    assertThat(issue.path("labels").path(0).path("name").asText()).isEqualTo("pawl:gap-analysis");
    assertThat(issue.path("body").asText())
        .contains("## Purpose", "## Output", "<!-- pawl:effect=");
    assertThat(issueCreations(repository)).isOne();
    assertThat(state(repository)).isEqualTo("Working");
    assertThat(reason(repository)).contains("ada1").contains("#" + issue.path("number").asInt());
  }

  @Test
  void L2_noGoal() {
    String repository = repository("empty", Map.of("README.md", "# empty"));
    github.install(owner);

    eventually(() -> github.checkRuns(repository).size() == 1);
    settled();
    JsonNode check = github.checkRuns(repository).getFirst();
    assertThat(check.path("conclusion").asText()).isEqualTo("neutral");
    assertThat(check.path("output").path("summary").asText()).contains(GOAL);
    assertThat(state(repository)).isEqualTo("Idle");
    assertThat(ownIssues(repository)).isEmpty();

    // A push that changes nothing about it says nothing again.
    github.commit(repository, owner, "main", "Words", Map.of("README.md", "# still empty"));
    settled();
    assertThat(github.checkRuns(repository)).hasSize(1);

    github.commit(repository, owner, "main", "The goal", Map.of(GOAL, "Light up the coast."));
    eventually(() -> ownIssues(repository).size() == 1);
  }

  @Test
  void L3_gapIssueOnce() throws InterruptedException {
    String repository = repositoryWithGoal("once");
    long installation = github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    String guid =
        github.deliveries("installation", "created").stream()
            .filter(
                d ->
                    d.path("payload").path("installation").path("id").asLong() == installation
                        || d.toString().contains("\"" + owner + "\""))
            .map(d -> d.path("guid").asText())
            .findFirst()
            .orElseThrow();
    CountDownLatch sent = new CountDownLatch(10);
    for (int i = 0; i < 10; i++) {
      Thread.startVirtualThread(
          () -> {
            github.redeliver(guid);
            sent.countDown();
          });
    }
    sent.await();
    settled();

    assertThat(issueCreations(repository)).isOne();
    assertThat(
            count(
                "select count(*) as n from delivery where guid = '" + UUID.fromString(guid) + "'"))
        .isOne();
  }

  @Test
  void L4_lookalikeTitle() {
    String repository = repository("lookalike", Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> github.checkRuns(repository).size() == 1);
    int lookalike =
        github.openIssue(
            repository,
            owner,
            "Gap analysis: what is the next task towards the goal?",
            "Me too <!-- pawl:effect=gap-analysis:1:a:b -->");
    settled();

    github.commit(repository, owner, "main", "The goal", Map.of(GOAL, "Light up the coast."));

    eventually(() -> ownIssues(repository).size() == 1);
    assertThat(ownIssues(repository).getFirst().path("number").asInt()).isNotEqualTo(lookalike);
  }

  @Test
  void L37_botLoop() {
    String repository = repositoryWithGoal("quiet");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.clearRequests();

    // What Pawl did comes back to it as deliveries, here a second time.
    github.deliveries("issues", "opened").stream()
        .filter(d -> d.toString().contains(repository))
        .forEach(d -> github.redeliver(d.path("guid").asText()));
    settled();

    assertThat(github.requests("POST|PATCH|PUT", "/repos/" + repository + ".*")).isEmpty();
    assertThat(issueCreations(repository)).isZero();
  }

  /** Invariant 8: an idle repository costs no call. */
  @Test
  void anIdleRepositoryCostsNothing() {
    String repository = repositoryWithGoal("idle");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.clearRequests();

    github.openIssue(repository, owner, "A question", "How?");
    github.commit(repository, owner, "main", "Code", Map.of("src/Main.java", "class Main {}"));
    passTime(java.time.Duration.ofHours(2));
    settled();

    assertThat(github.requests(".*", "/(repos/" + repository + "|graphql).*")).isEmpty();
    // The App's own list of deliveries is looked at once in half an hour for all repositories
    // together; how many pages it has is a matter of what the other stories have left there.
    assertThat(github.requests(".*", "/app.*"))
        .allMatch(request -> request.path("path").asText().equals("/app/hook/deliveries"))
        .filteredOn(request -> !request.path("query").asText().contains("cursor="))
        .hasSizeLessThanOrEqualTo(4);
  }
}
