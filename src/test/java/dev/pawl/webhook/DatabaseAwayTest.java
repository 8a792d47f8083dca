package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.store.Database;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.Webhook;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Invariant 1 while PostgreSQL is away: nothing is acknowledged, and it goes on by itself. */
@QuarkusTest
@TestProfile(DatabaseAwayTest.OwnDatabase.class)
class DatabaseAwayTest {
  private static final String SECRET = "the-webhook-secret-of-this-test";

  @TestHTTPResource("/webhook")
  URI target;

  @TestHTTPResource("/q/health/ready")
  URI ready;

  @Inject Database database;

  public static final class OwnDatabase implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Server.class));
    }
  }

  /** A PostgreSQL that can be stopped, and started again at the same port on the same data. */
  public static final class Server implements QuarkusTestResourceLifecycleManager {
    private static @Nullable EmbeddedPostgres running;
    private static int port;
    private static @Nullable Path data;

    @Override
    public Map<String, String> start() {
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
        data = Files.createTempDirectory("pawl-away");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      run();
      Map<String, String> properties =
          new HashMap<>(
              new DatabaseAddress("localhost", port, "postgres", "postgres", "", null)
                  .properties());
      properties.put("pawl.github.webhook-secret", SECRET);
      // What a worker had in hand when the database went is free again after its lease.
      properties.put("pawl.lane.lease-seconds", "3");
      return properties;
    }

    static void run() {
      try {
        running =
            EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    static void halt() {
      EmbeddedPostgres server = running;
      running = null;
      try {
        if (server != null) {
          server.close();
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void stop() {
      halt();
    }
  }

  @Test
  void nothingIsAcknowledgedWhileTheDatabaseIsAway() {
    Webhook github = new Webhook(target, SECRET);
    UUID before = UUID.randomUUID();
    UUID meanwhile = UUID.randomUUID();
    assertThat(github.send("watch", before, "{}")).isEqualTo(202);

    Server.halt();
    assertThat(github.send("watch", meanwhile, "{}")).isEqualTo(503);
    assertThat(status(ready)).isEqualTo(503);

    Server.run();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> github.send("watch", meanwhile, "{}") == 202);
    await().atMost(Duration.ofSeconds(30)).until(() -> status(ready) == 200);
    assertThat(stored(before)).isOne();
    assertThat(stored(meanwhile)).isOne();
    // The lanes go on as well.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count("select count(*) as n from delivery where state = 'pending'") == 0);
  }

  private static int status(URI address) {
    return new Webhook(address, SECRET).send(java.net.http.HttpRequest.newBuilder(address).build());
  }

  private long stored(UUID guid) {
    return count("select count(*) as n from delivery where guid = '" + guid + "'");
  }

  private long count(String sql) {
    return database.execute(sql).iterator().next().getLong("n");
  }
}
