package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL goes away under load, or its disk is full: 503 meanwhile, and on without a restart of
 * Pawl; nothing acknowledged is lost, no effect is doubled.
 */
@Timeout(300)
class DatabaseOutageTest extends SystemStory {
  /** So many refusals at least. */
  private static final int MANY = 100;

  private @Nullable EmbeddedPostgres server;
  private @Nullable Path disk;
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

  /**
   * How often each status was the answer; judged at the end, since a sender that fails just ends.
   */
  private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();

  private final List<String> unanswered = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean pouring = new AtomicBoolean(true);

  @AfterEach
  void tidy() throws IOException, InterruptedException {
    pouring.set(false);
    halt();
    if (disk != null) {
      command("umount", "--lazy", disk.toString());
    }
  }

  @Test
  void aDatabaseThatStopsAndStarts() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("pawl-outage");
    int port = PawlProcess.freePort();
    boot(data, port);
    PawlProcess pawl = atWork("stopped");

    String inFlight = writeUnderWay("stopped");
    halt();
    String away = toldMeanwhile("stopped");
    eventually(() -> refused() > MANY);
    boot(data, port);

    goesOn(pawl, "stopped", inFlight, away);
  }

  @Test
  void aDiskThatIsFull() throws IOException, InterruptedException {
    disk = Files.createTempDirectory("pawl-disk");
    assertThat(command("mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", disk.toString()))
        .as("a small disk can be mounted")
        .isZero();
    int port = PawlProcess.freePort();
    boot(disk.resolve("data"), port);
    PawlProcess pawl = atWork("full");

    Path ballast = disk.resolve("ballast");
    String inFlight = writeUnderWay("full");
    fill(ballast);
    String away = toldMeanwhile("full");
    eventually(() -> refused() > MANY);
    Files.delete(ballast);
    // A server that could not write its log has stopped itself, as PostgreSQL does.
    if (!answers()) {
      halt();
      boot(disk.resolve("data"), port);
    }

    goesOn(pawl, "full", inFlight, away);
  }

  private PawlProcess atWork(String name) {
    String repository = repositoryWithGoal(name);
    PawlProcess pawl = run(pawl());
    deliverTo(pawl);
    github.install("acme", repository);
    eventually(() -> issues(repository).size() == 1);
    github.openIssue(repository, "acme", "A question", "How?");
    eventually(() -> github.deliveries("issues", "opened").size() == 2);
    String payload = github.deliveries("issues", "opened").getLast().path("payload").toString();
    for (int i = 0; i < 4; i++) {
      Thread.ofVirtual().start(() -> pour(pawl, payload));
    }
    eventually(() -> acknowledged.size() > 100);
    return pawl;
  }

  /** Another repository's issue, which GitHub takes its time for. */
  private String writeUnderWay(String name) {
    String repository = repositoryWithGoal(name + "-in-flight");
    String issues = "/repos/" + repository + "/issues";
    github.fault(
        Map.of("kind", "slow", "times", 1, "method", "POST", "path", issues, "after", "PT1.5S"));
    github.addRepositories(github.installationOf("acme"), repository);
    eventually(() -> !github.requests("POST", issues).isEmpty());
    assertThat(written(issues)).as("nothing is written yet").isZero();
    return repository;
  }

  /** Told while nothing can be stored. */
  private String toldMeanwhile(String name) {
    eventually(() -> refused() > 0);
    String repository = repositoryWithGoal(name + "-away");
    github.addRepositories(github.installationOf("acme"), repository);
    return repository;
  }

  private void goesOn(PawlProcess pawl, String name, String inFlight, String away) {
    int before = acknowledged.size();
    eventually(() -> acknowledged.size() > before + 100);
    pouring.set(false);
    String later = repositoryWithGoal(name + "-later");
    github.addRepositories(github.installationOf("acme"), later);
    // What was refused GitHub does not send again: it is found in its list.
    for (String repository : List.of(inFlight, away, later)) {
      eventually(() -> issues(repository).size() == 1);
    }
    settled();
    Set<String> processed =
        new HashSet<>(
            texts("select guid::text from delivery where state in ('projected', 'ignored')"));
    assertThat(acknowledged).allMatch(guid -> processed.contains(guid.toString()));
    assertThat(count("select count(*) from delivery where state = 'dead'")).isZero();
    for (String repository : List.of("acme/" + name, inFlight, away, later)) {
      assertThat(written("/repos/" + repository + "/issues")).as(repository).isOne();
    }
    everyEffectWasWrittenOnce();
    assertThat(statuses).containsOnlyKeys(202, 503);
    assertThat(refused()).isGreaterThan(MANY);
    assertThat(unanswered).as("requests without any answer").isEmpty();
    System.out.printf("%s: %s%n", name, statuses);
    eventually(() -> pawl.status("/q/health/ready") == 200);
  }

  private void pour(PawlProcess pawl, String payload) {
    Webhook webhook = new Webhook(pawl.webhook(), SandboxResource.SECRET);
    while (pouring.get()) {
      UUID guid = UUID.randomUUID();
      try {
        int status = webhook.send("issues", guid, payload);
        statuses.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
        if (status == 202) {
          acknowledged.add(guid);
        }
      } catch (RuntimeException ended) {
        unanswered.add(ended.toString());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private long refused() {
    AtomicLong refused = statuses.get(503);
    return refused == null ? 0 : refused.get();
  }

  private void boot(Path data, int port) throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_wal_size", "128MB")
            .start();
    database = new DatabaseAddress("localhost", port, "postgres", "postgres", "", null);
  }

  private void halt() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private boolean answers() {
    try {
      return count("select 1") == 1;
    } catch (IllegalStateException away) {
      return false;
    }
  }

  /** Takes all the room that is left. */
  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[1 << 16];
    try (var out = Files.newOutputStream(ballast, StandardOpenOption.CREATE)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(Files.size(ballast)).isPositive();
    }
  }

  private static int command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }
}
