package dev.pawl.testing;

import static org.awaitility.Awaitility.await;

import dev.pawl.sandbox.SandboxControl;
import dev.pawl.store.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process of its own, driven from outside like any other black box. */
public final class PawlProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Path log;
  private final int port;

  private PawlProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** How a process is to be started. */
  public record Start(Map<String, String> environment, List<String> properties) {
    public static Start on(DatabaseAddress database, SandboxControl github) {
      Map<String, String> environment = new TreeMap<>();
      environment.put(
          "PAWL_DATABASE_URL",
          "postgresql://%s:x@%s:%d/%s"
              .formatted(database.user(), database.host(), database.port(), database.database()));
      SandboxResource.properties(github)
          .forEach(
              (name, value) ->
                  environment.put(
                      name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
      return new Start(environment, List.of());
    }

    public Start with(String property, String value) {
      List<String> more = new ArrayList<>(properties);
      more.add("-D" + property + "=" + value);
      return new Start(environment, List.copyOf(more));
    }

    /** With these options of the JVM. */
    public Start java(String... options) {
      List<String> more = new ArrayList<>(properties);
      more.addAll(List.of(options));
      return new Start(environment, List.copyOf(more));
    }

    public PawlProcess run() {
      return start(this);
    }
  }

  private static PawlProcess start(Start start) {
    try {
      int port = freePort();
      Path log = Files.createTempFile("pawl", ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Dquarkus.http.port=" + port);
      command.add("-Dquarkus.http.host=127.0.0.1");
      command.add("-Dquarkus.log.console.json.enabled=false");
      command.add("-Dpawl.operator.required=false");
      command.addAll(start.properties());
      command.add("-jar");
      command.add(System.getProperty("pawl.jar"));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(start.environment());
      return new PawlProcess(builder.start(), log, port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI webhook() {
    return address("/webhook");
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Waits until it is ready for deliveries. */
  public PawlProcess ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("Pawl has ended:\n" + log());
              }
              return status("/q/health/ready") == 200;
            });
    return this;
  }

  public int status(String path) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public boolean logged(String text) {
    return log().contains(text);
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether it has ended by itself. */
  public boolean ended() {
    return !process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, as an operator would. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Pawl does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
