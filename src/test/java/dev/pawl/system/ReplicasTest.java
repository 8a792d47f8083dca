package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.util.ArrayList;
import java.util.List;
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
    PawlProcess one = run(pawl());
    PawlProcess two = run(pawl());
    // Nowhere to deliver to yet: the payload is taken from the log and sent to both by hand.
    github.install("acme");
    eventually(() -> !github.deliveries("installation", "created").isEmpty());
    JsonNode delivery = github.deliveries("installation", "created").getFirst();
    UUID guid = UUID.fromString(delivery.path("guid").asText());
    String payload = delivery.path("payload").toString();
    deliverTo(one);

    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        PawlProcess target = i % 2 == 0 ? one : two;
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
