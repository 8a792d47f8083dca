package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second replica brings where GitHub takes its time. */
class ReplicaBenchTest extends BenchStory {
  private static final int REPOSITORIES = 300;
  private static final int ROUNDS = 3;

  /** How often each push is sent in a round. */
  private static final int TIMES = 2;

  private static final String HEADS = "(\"(?:before|after)\":\")[0-9a-f]{40}";

  /** The last number is what Pawl starts with. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 64})
  void aSecondReplica(int workers) {
    DatabaseAddress database = database();
    PawlProcess one = run(start(database, workers));
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
    measured(database, pushes, one);
    double[] alone = rounds(database, pushes, one);
    PawlProcess two = run(start(database, workers));
    measured(database, pushes, one, two);
    double[] together = rounds(database, pushes, one, two);
    report(
        "processed by two replicas, GitHub's answers taking 50 ms, " + workers + " workers each",
        "≥ 1.5 × one",
        "%.2f × (medians of %d: %.0f/s, %.0f to %.0f, against %.0f/s, %.0f to %.0f)",
        together[ROUNDS / 2] / alone[ROUNDS / 2],
        ROUNDS,
        together[ROUNDS / 2],
        together[0],
        together[ROUNDS - 1],
        alone[ROUNDS / 2],
        alone[0],
        alone[ROUNDS - 1]);
    one.stop();
    two.stop();
  }

  /** Deliveries a second of some rounds, in order. */
  private static double[] rounds(
      DatabaseAddress database, List<String> pushes, PawlProcess... replicas) {
    double[] measured = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      measured[round] = measured(database, pushes, replicas);
    }
    Arrays.sort(measured);
    return measured;
  }

  private PawlProcess.Start start(DatabaseAddress database, int workers) {
    return pawl(database)
        .with("pawl.lane.workers", Integer.toString(workers))
        .with("pawl.ledger.interval", "100h");
  }

  /** Deliveries a second, from the first one sent until all lanes rest; in turn to each replica. */
  private static double measured(
      DatabaseAddress database, List<String> pushes, PawlProcess... replicas) {
    List<Webhook> webhooks =
        Stream.of(replicas)
            .map(pawl -> new Webhook(pawl.webhook(), SandboxResource.SECRET))
            .toList();
    long begin = System.nanoTime();
    int sent = 0;
    for (int round = 0; round < TIMES; round++) {
      try (var threads = Executors.newFixedThreadPool(8)) {
        for (String push : pushes) {
          Webhook webhook = webhooks.get(sent++ % webhooks.size());
          // What does not follow on what is known must be read about.
          String unheard = push.replaceAll(HEADS, "$1" + sha());
          threads.submit(() -> webhook.send("push", UUID.randomUUID(), unheard));
        }
      }
      eventually(
          () ->
              count(database, "select count(*) from delivery where state = 'pending'") == 0
                  && count(
                          database,
                          "select count(*) from lane where lease_until > clock_timestamp()"
                              + " or (name <> 'app' and wake_at is not null"
                              + " and wake_at is distinct from reread_at)")
                      == 0);
    }
    return sent / ((System.nanoTime() - begin) / 1e9);
  }

  private static String sha() {
    byte[] bytes = new byte[20];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
