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
import org.flywaydb.core.Flyway;

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
    return database("template1");
  }

  /** A database with every table in it and nothing else, so that whoever starts need not begin. */
  public static DatabaseAddress preparedDatabase() {
    return database(Prepared.NAME);
  }

  private static DatabaseAddress database(String template) {
    DatabaseAddress server = Server.ADDRESS;
    String name = "test_" + DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(url(server), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + template);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new DatabaseAddress(
        server.host(), server.port(), name, server.user(), server.password(), null);
  }

  private static String url(DatabaseAddress database) {
    return database.properties().get("quarkus.datasource.jdbc.url");
  }

  @Override
  public void stop() {
    // The server goes with the JVM.
  }

  /** Made once a JVM, by the same files by which Pawl makes its tables. */
  private static final class Prepared {
    static final String NAME = prepare();

    private static String prepare() {
      DatabaseAddress empty = freshDatabase();
      Flyway.configure().dataSource(url(empty), empty.user(), empty.password()).load().migrate();
      return empty.database();
    }
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
