package dev.pawl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How soon after an acknowledgement GitHub sees the step that follows from it. */
class EffectLatencyBenchTest extends BenchStory {
  private static final int ACTIVE = 200;
  private static final int MEASURED = 1_500;

  /** These find a process that is young, and whose compiler takes its share of both cores. */
  private static final int YOUNG = 500;

  /** So many that none comes near GitHub's limit of what may be written in a minute. */
  private static final int ACCOUNTS = 50;

  private volatile boolean settled;

  @Test
  void fromAcknowledgementToEffect() {
    DatabaseAddress database = database();
    PawlProcess pawl = run(pawl(database));
    for (int i = 0; i < ACCOUNTS; i++) {
      github.createAccount(account(i), "Organization");
    }
    for (int i = 0; i < ACTIVE; i++) {
      github.createRepository(account(i), "active-" + i, Map.of("README.md", "#", GOAL, "Light."));
    }
    for (int i = 0; i < MEASURED; i++) {
      github.createRepository(account(i), "measured-" + i, Map.of("README.md", "#"));
    }
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    for (int i = 0; i < ACCOUNTS; i++) {
      github.install(account(i));
    }
    eventually(
        () ->
            count(database, "select count(*) from decision") >= ACTIVE + MEASURED
                && count(
                        database,
                        "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                    >= ACTIVE);
    eventually(() -> github.deliveriesSettled());
    github.clearRequests();
    // The others go on meanwhile: somebody asks something somewhere ten times a second, at times
    // that do not keep step with what is measured.
    Thread.ofVirtual().start(this::chatter);
    for (int i = 0; i < MEASURED; i++) {
      github.commit(
          account(i) + "/measured-" + i, account(i), "main", "A goal", Map.of(GOAL, "Light."));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                >= ACTIVE + MEASURED);
    settled = true;

    Map<String, Instant> acknowledged = new HashMap<>();
    // GitHub's own list of deliveries knows seconds only.
    each(
        database,
        """
        select r.owner || '/' || r.name as repository,
          (1e6 * extract(epoch from d.received_at))::bigint as microseconds
        from delivery d join mirror_repository r on d.lane = 'repo:' || r.id where d.event = 'push'
        """,
        row ->
            acknowledged.put(
                row.getString("repository"),
                Instant.EPOCH.plus(row.getLong("microseconds"), ChronoUnit.MICROS)));
    Map<String, Instant> written = new HashMap<>();
    for (JsonNode request : github.requests("POST", "/repos/[^/]+/measured-.*")) {
      String[] path = request.path("path").asText().split("/");
      written.merge(
          path[2] + "/" + path[3],
          Instant.parse(request.path("at").asText()),
          (one, other) -> one.isBefore(other) ? one : other);
    }
    List<Double> times = new ArrayList<>();
    written.forEach(
        (repository, at) -> {
          if (number(repository) >= YOUNG) {
            times.add(Duration.between(acknowledged.get(repository), at).toNanos() / 1e6);
          }
        });
    Collections.sort(times);
    report(
        "ack → the effect's request at GitHub, 200 active repositories",
        "p50 ≤ 20 ms, p99 ≤ 100 ms",
        "p50 %.1f ms, p99 %.1f ms (%d measured)",
        times.get(times.size() / 2),
        times.get(times.size() * 99 / 100),
        times.size());
  }

  private static String account(int repository) {
    return "account-" + repository % ACCOUNTS;
  }

  private static int number(String repository) {
    return Integer.parseInt(repository.substring(repository.lastIndexOf('-') + 1));
  }

  private void chatter() {
    Random chance = new Random(7);
    for (int n = 0; !settled; n++) {
      int active = n % ACTIVE;
      github.openIssue(
          account(active) + "/active-" + active, account(active), "A question", "How?");
      double gap = -Math.log(1 - chance.nextDouble()) * Duration.ofMillis(100).toNanos();
      LockSupport.parkNanos((long) gap);
    }
  }
}
