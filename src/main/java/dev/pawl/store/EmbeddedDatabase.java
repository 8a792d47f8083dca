package dev.pawl.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of Pawl's own, for those who give no address of another: durable (fsync on), its
 * data lasting in one folder.
 *
 * <p>After a {@code kill -9} of Pawl its postmaster lives on; the next start finds it by
 * PostgreSQL's own {@code postmaster.pid} and goes on with it. When the machine itself went down,
 * that file names a process that is no PostgreSQL any more, and PostgreSQL recovers by its log.
 */
public final class EmbeddedDatabase {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String ACCOUNT = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private EmbeddedDatabase() {}

  /**
   * Starts the database in this folder, or finds it running there.
   *
   * @throws UncheckedIOException when it cannot be started; the message says why
   */
  public static DatabaseAddress start(Path folder) {
    Path data = folder.resolve("postgresql").toAbsolutePath().normalize();
    try {
      Files.createDirectories(data);
      Optional<DatabaseAddress> running = running(data);
      if (running.isPresent()) {
        LOG.infof("found the embedded PostgreSQL running on port %d", running.get().port());
        return running.get();
      }
      EmbeddedPostgres started =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .setServerConfig("shared_buffers", "128MB")
              .setServerConfig("timezone", "UTC")
              .setPGStartupWait(STARTUP)
              .setRegisterShutdownHook(false)
              .start();
      EmbeddedDatabaseEnd.afterPawl(() -> close(started));
      return address(started.getPort());
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the embedded PostgreSQL does not start: " + failure.getMessage(), failure);
    }
  }

  private static void close(EmbeddedPostgres database) {
    try {
      database.close();
    } catch (IOException failure) {
      LOG.warnf("the embedded PostgreSQL did not end well: %s", failure.getMessage());
    }
  }

  /** The postmaster that an earlier Pawl left behind in this folder, if it still answers. */
  private static Optional<DatabaseAddress> running(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // https://www.postgresql.org/docs/17/storage-file-layout.html: process, folder, start, port, …
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 4) {
      return Optional.empty();
    }
    Optional<ProcessHandle> postmaster =
        ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    DatabaseAddress address = address(Integer.parseInt(lines.get(3).strip()));
    if (postmaster.isEmpty() || !answers(address)) {
      return Optional.empty();
    }
    EmbeddedDatabaseEnd.afterPawl(() -> postmaster.get().destroy());
    return Optional.of(address);
  }

  private static boolean answers(DatabaseAddress address) {
    String url = address.properties().get("quarkus.datasource.jdbc.url");
    try (Connection connection = DriverManager.getConnection(url, ACCOUNT, "")) {
      return connection.isValid(5);
    } catch (SQLException no) {
      return false;
    }
  }

  private static DatabaseAddress address(int port) {
    return new DatabaseAddress("localhost", port, ACCOUNT, ACCOUNT, "", null);
  }
}
