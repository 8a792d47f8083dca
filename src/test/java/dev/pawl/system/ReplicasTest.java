package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two processes on one database. */
class ReplicasTest extends SystemStory {

  @Test
  void L3_gapIssueOnceOnTwoReplicas() throws InterruptedException, ExecutionException {
    String repository = repositoryWithGoal("once");
    List<PawlProcess> replicas = runTogether(pawl(), 2);
    // Nowhere to deliver to yet: the payload is taken from the log and sent to both by hand.
    github.install("acme");
    eventually(() -> !github.deliveries("installation", "created").isEmpty());
    JsonNode delivery = github.deliveries("installation", "created").getFirst();
    UUID guid = UUID.fromString(delivery.path("guid").asText());
    String payload = delivery.path("payload").toString();
    deliverTo(replicas.getFirst());

    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        PawlProcess target = replicas.get(i % 2);
        Webhook webhook = new Webhook(target.webhook(), SandboxResource.SECRET);
        answers.add(threads.submit(() -> webhook.send("installation", guid, payload)));
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(202);
    }
    eventually(() -> issues(repository).size() == 1);
    settled();

    assertThat(written("/repos/" + repository + "/issues")).isOne();
    assertThat(count("select count(*) from delivery where guid = '" + guid + "'")).isOne();
  }

  /** Both hear of the last check at the same time, each of them several times. */
  @Test
  void M45_onTwoReplicas() throws InterruptedException, ExecutionException {
    String repository = repositoryWithGoal("crowd");
    // What is told to nobody for a while is told by hand here, not found by the ledger.
    List<PawlProcess> replicas = runTogether(pawl().with("pawl.ledger.interval", "100h"), 2);
    deliverTo(replicas.getFirst());
    int number = waitsForBuild(repository);

    github.webhook(null, SandboxResource.SECRET);
    github.check(repository, "light", "build", "success");
    eventually(() -> !passed().isEmpty());
    String payload = passed().getFirst().path("payload").toString();
    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        UUID guid = UUID.randomUUID();
        for (PawlProcess replica : replicas) {
          Webhook webhook = new Webhook(replica.webhook(), SandboxResource.SECRET);
          answers.add(threads.submit(() -> webhook.send("check_run", guid, payload)));
        }
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(202);
    }
    eventually(() -> github.pullRequest(repository, number).path("merged").asBoolean());
    settled();

    assertThat(github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge")).hasSize(1);
    assertThat(github.comments(repository, number)).isEmpty();
    assertThat(github.checkRuns(repository))
        .filteredOn(run -> run.path("name").asText().equals("Pawl"))
        .singleElement()
        .satisfies(run -> assertThat(run.path("conclusion").asText()).isEqualTo("success"));
    assertThat(count("select count(*) from delivery where event = 'check_run' and state = 'dead'"))
        .isZero();
  }

  /** A pull request that nothing but a running check keeps from being merged. */
  private int waitsForBuild(String repository) {
    github.createPerson("ada");
    github.createPerson("bob");
    github.permit(repository, "ada", "write");
    github.permit(repository, "bob", "write");
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    settled();
    int number =
        github.openPullRequest(
            repository,
            "ada",
            "light",
            "Light",
            "Fixes #1",
            Map.of("planning/issue_queue/pending/dev-light.md", "Light it.\n"));
    github.check(repository, "light", "build", "in_progress");
    github.requestReview(repository, number, "ada", "bob");
    eventually(
        () ->
            github.checkRuns(repository).stream()
                .anyMatch(run -> run.at("/output/title").asText().contains("Waiting for build")));
    settled();
    return number;
  }

  /** The deliveries that tell of the build's success. */
  private List<JsonNode> passed() {
    return github.deliveries("check_run", "completed").stream()
        .filter(told -> told.at("/payload/check_run/name").asText().equals("build"))
        .filter(told -> told.at("/payload/check_run/conclusion").asText().equals("success"))
        .toList();
  }

  /** Invariant 2: whoever lost the lease can no longer write, and the other goes on. */
  @Test
  void aWorkerThatHangsLosesItsLaneAndCanNoLongerWrite() {
    String repository = repositoryWithGoal("hang");
    PawlProcess hanging = run(pawl().with("pawl.kill-point", "after-response:2"));
    deliverTo(hanging);
    Thread.startVirtualThread(() -> github.install("acme"));
    eventually(() -> hanging.logged("kill point reached"));

    run(pawl());
    eventually(() -> count("select count(*) from effect where state = 'done'") == 2);
    settled();

    assertThat(written("/repos/" + repository + "/issues")).isOne();
    assertThat(issues(repository)).hasSize(1);
  }

  @Test
  void aStopEndsTheStepAndLosesNothing() {
    String repository = repositoryWithGoal("stop");
    PawlProcess first = run(pawl());
    deliverTo(first);
    github.install("acme");
    eventually(() -> count("select count(*) from delivery") > 0);
    first.stop();
    assertThat(first.log()).contains("stopped in good order");

    run(pawl());
    eventually(() -> issues(repository).size() == 1);
    settled();
    assertThat(written("/repos/" + repository + "/issues")).isOne();
  }
}
