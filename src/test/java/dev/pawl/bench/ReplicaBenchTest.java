package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a second replica brings where GitHub takes its time. */
class ReplicaBenchTest extends BenchStory {
  private static final int REPOSITORIES = 300;
  private static final int ROUNDS = 4;

  @Test
  void aSecondReplica() {
    DatabaseAddress database = database();
    PawlProcess one = run(start(database));
    for (int i = 0; i < REPOSITORIES; i++) {
      github.createRepository("acme", "far-" + i, Map.of("README.md", "#"));
    }
    github.webhook(one.webhook(), SandboxResource.SECRET);
    github.install("acme");
    eventually(() -> count(database, "select count(*) from decision") >= REPOSITORIES);
    github.webhook(null, SandboxResource.SECRET);
    for (int i = 0; i < REPOSITORIES; i++) {
      github.commit(
          "acme/far-" + i, "acme", "main", "More", Map.of("planning/vision/note.md", "x"));
    }
    eventually(() -> github.deliveriesSettled());
    List<String> pushes = new ArrayList<>();
    for (JsonNode push : github.deliveries("push")) {
      pushes.add(push.path("payload").toString());
    }
    assertThat(pushes).hasSizeGreaterThanOrEqualTo(REPOSITORIES);
    github.fault(
        Map.of("kind", "slow", "percent", 100, "method", ".*", "path", ".*", "after", "PT0.05S"));
    measured(database, one, pushes);
    double alone = Math.max(measured(database, one, pushes), measured(database, one, pushes));
    PawlProcess two = run(start(database));
    measured(database, two, pushes);
    double together = Math.max(measured(database, one, pushes), measured(database, two, pushes));
    report(
        "processed by two replicas, GitHub's answers taking 50 ms",
        "≥ 1.5 × one",
        "%.2f × (%.0f/s against %.0f/s, four workers each)",
        together / alone,
        together,
        alone);
  }

  private PawlProcess.Start start(DatabaseAddress database) {
    return pawl(database).with("pawl.lane.workers", "4").with("pawl.ledger.interval", "100h");
  }

  /** Deliveries a second, from the first one sent until all lanes rest. */
  private static double measured(DatabaseAddress database, PawlProcess pawl, List<String> pushes) {
    Webhook webhook = new Webhook(pawl.webhook(), SandboxResource.SECRET);
    long begin = System.nanoTime();
    int sent = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (var threads = Executors.newFixedThreadPool(8)) {
        for (String push : pushes) {
          sent++;
          threads.submit(() -> webhook.send("push", UUID.randomUUID(), push));
        }
      }
      eventually(
          () ->
              count(database, "select count(*) from delivery where state = 'pending'") == 0
                  && count(
                          database,
                          "select count(*) from lane where lease_until > clock_timestamp()"
                              + " or (name <> 'app' and wake_at is not null)")
                      == 0);
    }
    return sent / ((System.nanoTime() - begin) / 1e9);
  }
}
