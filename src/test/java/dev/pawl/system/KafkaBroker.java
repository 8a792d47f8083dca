package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.testing.PawlProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real broker that can be killed, and comes back over what it had stored by then. */
final class KafkaBroker implements AutoCloseable {
  private final int port = PawlProcess.freePort();
  private final int controller = PawlProcess.freePort();
  private final Path data;
  private final Path log;
  private volatile Process process;
  private volatile CompletableFuture<Void> restarted = CompletableFuture.completedFuture(null);

  KafkaBroker() throws IOException {
    data = Files.createTempDirectory("pawl-kafka");
    log = Files.createTempFile("pawl-kafka", ".log");
    process = start();
    ready();
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  private Process start() {
    try {
      return new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KafkaBrokerMain.class.getName(),
                  Integer.toString(port),
                  Integer.toString(controller),
                  data.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the broker has ended:\n" + Files.readString(log));
              }
              return KafkaRecords.answers(servers());
            });
  }

  /** Is killed without a chance to end in order, and started anew a little later. */
  void killForAWhile() {
    process.destroyForcibly();
    assertThat(process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue()).isNotZero();
    restarted =
        CompletableFuture.runAsync(
            () -> process = start(), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
  }

  /** Waits until it has come back. */
  void back() {
    restarted.join();
    ready();
  }

  @Override
  public void close() {
    restarted.join();
    process.destroyForcibly();
  }
}
