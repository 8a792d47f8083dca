package dev.pawl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How soon after an acknowledgement GitHub sees the step that follows from it. */
class EffectLatencyBenchTest extends BenchStory {
  private static final int ACTIVE = 200;
  private static final int MEASURED = 200;

  @Test
  void fromAcknowledgementToEffect() {
    DatabaseAddress database = database();
    PawlProcess pawl = run(pawl(database));
    for (int i = 0; i < ACTIVE; i++) {
      github.createRepository("acme", "active-" + i, Map.of("README.md", "#", GOAL, "Light."));
    }
    for (int i = 0; i < MEASURED; i++) {
      github.createRepository("acme", "measured-" + i, Map.of("README.md", "#"));
    }
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    github.install("acme");
    eventually(
        () ->
            count(database, "select count(*) from decision") >= ACTIVE + MEASURED
                && count(
                        database,
                        "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                    >= ACTIVE);
    eventually(() -> github.deliveriesSettled());
    github.clearRequests();
    // The others go on meanwhile: somebody asks something somewhere ten times a second.
    Thread.ofVirtual().start(this::chatter);
    for (int i = 0; i < MEASURED; i++) {
      github.commit("acme/measured-" + i, "acme", "main", "A goal", Map.of(GOAL, "Light."));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                >= ACTIVE + MEASURED);

    Map<String, Instant> acknowledged = new HashMap<>();
    for (JsonNode push : github.deliveries("push")) {
      acknowledged.put(
          push.path("payload").path("repository").path("full_name").asText(),
          Instant.parse(push.path("delivered_at").asText()));
    }
    Map<String, Instant> written = new HashMap<>();
    for (JsonNode request : github.requests("POST", "/repos/acme/measured-.*")) {
      String[] path = request.path("path").asText().split("/");
      written.merge(
          path[2] + "/" + path[3],
          Instant.parse(request.path("at").asText()),
          (one, other) -> one.isBefore(other) ? one : other);
    }
    List<Double> times = new ArrayList<>();
    // The first ones find a process that has not done this before.
    written.forEach(
        (repository, at) -> {
          if (!repository.matches("acme/measured-[0-4]?[0-9]")) {
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

  private void chatter() {
    for (int n = 0; n < 300; n++) {
      github.openIssue("acme/active-" + n % ACTIVE, "acme", "A question", "How?");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
