package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.PawlProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pawl with the PostgreSQL of its own. */
class EmbeddedDatabaseTest extends SystemStory {

  @Test
  void itsDataOutlivesAKillAndATakenPort() throws IOException {
    String repository = repositoryWithGoal("lasting");
    Path data = Files.createTempDirectory("pawl-data");
    PawlProcess.Start start = pawl();
    TreeMap<String, String> environment = new TreeMap<>(start.environment());
    environment.remove("PAWL_DATABASE_URL");
    environment.put("PAWL_DATA_DIR", data.toString());
    PawlProcess.Start embedded = new PawlProcess.Start(environment, start.properties());

    PawlProcess first = run(embedded);
    Path masterKey = data.resolve("master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(masterKey)))
        .isEqualTo("rw-------");
    String key = Files.readString(masterKey).strip();
    assertThat(first.log()).doesNotContain(key);
    deliverTo(first);
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    first.kill();
    ProcessHandle postmaster = postmaster(data);
    assertThat(postmaster.isAlive()).isTrue();

    // The postmaster that was left behind is found again.
    PawlProcess second = run(embedded);
    assertThat(Files.readString(masterKey).strip()).isEqualTo(key);
    assertThat(second.log()).contains("found the embedded PostgreSQL running");
    assertThat(second.status("/repositories/acme/lasting")).isEqualTo(200);
    second.kill();

    // Killed with its database, and the port taken by somebody else meanwhile.
    int port = port(data);
    postmaster(data).destroyForcibly();
    eventually(() -> !postmaster.isAlive());
    try (ServerSocket taken = take(port)) {
      PawlProcess third = run(embedded);
      assertThat(taken.isBound()).isTrue();
      assertThat(third.status("/repositories/acme/lasting")).isEqualTo(200);
      assertThat(written("/repos/" + repository + "/issues")).isOne();
      third.stop();
    }
    eventually(() -> !Files.exists(data.resolve("postgresql/postmaster.pid")));
  }

  private static ServerSocket take(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  private static ProcessHandle postmaster(Path data) throws IOException {
    return ProcessHandle.of(Long.parseLong(pid(data, 0))).orElseThrow();
  }

  private static int port(Path data) throws IOException {
    return Integer.parseInt(pid(data, 3));
  }

  private static String pid(Path data, int line) throws IOException {
    return Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(line).strip();
  }
}
