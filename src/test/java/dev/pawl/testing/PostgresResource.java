package dev.pawl.testing;

import dev.pawl.store.DatabaseAddress;
import dev.pawl.store.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real, durable PostgreSQL for tests, one a JVM; each start gets a database of its own in it,
 * since two applications on one database would work in each other's lanes.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @Override
  public Map<String, String> start() {
    return freshDatabase().properties();
  }

  /** An empty database. */
  public static DatabaseAddress freshDatabase() {
    DatabaseAddress server = Server.ADDRESS;
    String name = "test_" + DATABASES.incrementAndGet();
    String url = server.properties().get("quarkus.datasource.jdbc.url");
    try (var connection = DriverManager.getConnection(url, server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new DatabaseAddress(
        server.host(), server.port(), name, server.user(), server.password(), null);
  }

  @Override
  public void stop() {
    // The server goes with the JVM.
  }

  private static final class Server {
    static final DatabaseAddress ADDRESS = start();

    private static DatabaseAddress start() {
      try {
        Path folder = Files.createTempDirectory("pawl-test-postgresql");
        return EmbeddedDatabase.start(folder);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
