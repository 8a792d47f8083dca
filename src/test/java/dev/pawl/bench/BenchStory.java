package dev.pawl.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.ImageOptions;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.SandboxResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The packaged jar, a durable PostgreSQL, a sandbox and the load, all on this machine. */
@Tag("bench")
abstract class BenchStory {
  static final String GOAL = "planning/vision/goal.md";
  static final int CONNECTIONS = 32;
  private static final Path REPORT = Path.of("target", "bench.md");

  private final List<PawlProcess> processes = new ArrayList<>();
  private Sandbox sandbox;
  SandboxControl github;

  @BeforeEach
  void begin() {
    sandbox = Sandbox.start(SandboxSettings.defaults().withWebhook(null, SandboxResource.SECRET));
    github = new SandboxControl(sandbox.url());
    github.createAccount("acme", "Organization");
    github.rateLimits(10_000_000, 10_000_000);
  }

  @AfterEach
  void end() {
    processes.forEach(PawlProcess::close);
    sandbox.close();
  }

  DatabaseAddress database() {
    return PostgresResource.freshDatabase();
  }

  PawlProcess.Start pawl(DatabaseAddress database) {
    return PawlProcess.Start.on(database, github)
        .with("quarkus.log.level", "WARN")
        .java(ImageOptions.read());
  }

  PawlProcess run(PawlProcess.Start start) {
    PawlProcess process = start.run();
    processes.add(process);
    return process.ready();
  }

  /** Repositories with a goal, at work in Pawl; what GitHub sends of them. */
  List<Prepared.Example> examples(PawlProcess pawl, DatabaseAddress database, int repositories) {
    for (int i = 0; i < repositories; i++) {
      github.createRepository("acme", "busy-" + i, Map.of("README.md", "#", GOAL, "Light."));
    }
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    github.install("acme");
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where state = 'done' and kind = 'create-issue'")
                == repositories);
    github.webhook(null, SandboxResource.SECRET);
    List<Prepared.Example> examples = new ArrayList<>();
    for (int i = 0; i < repositories; i++) {
      int issue = github.openIssue("acme/busy-" + i, "acme", "A question", "How?");
      github.comment("acme/busy-" + i, issue, "acme", "So.");
    }
    eventually(() -> github.deliveriesSettled());
    for (JsonNode one : github.deliveries("issues", "opened")) {
      if (one.path("payload").path("issue").path("title").asText().equals("A question")) {
        String payload = one.path("payload").toString();
        examples.add(new Prepared.Example("issues", payload));
        // Events that Pawl stores, counts and does not need.
        examples.add(new Prepared.Example("deployment_status", payload));
        examples.add(new Prepared.Example("workflow_job", payload));
      }
    }
    for (JsonNode one : github.deliveries("issue_comment", "created")) {
      examples.add(new Prepared.Example("issue_comment", one.path("payload").toString()));
    }
    return examples;
  }

  LoadGenerator load(PawlProcess pawl, List<Prepared.Example> examples) {
    int port = pawl.webhook().getPort();
    return new LoadGenerator(
        port, Prepared.several(examples, 4, "127.0.0.1:" + port, SandboxResource.SECRET, 1));
  }

  static void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition);
  }

  static long count(DatabaseAddress database, String sql) {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** What is done with a row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  static void each(DatabaseAddress database, String sql, RowReader reader) {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static void execute(DatabaseAddress database, String sql) {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Connection connect(DatabaseAddress database) throws SQLException {
    return DriverManager.getConnection(
        database.properties().get("quarkus.datasource.jdbc.url"), database.user(), "");
  }

  /** Resident memory of a process, in MB: now, and the most it ever was. */
  static double[] resident(PawlProcess process) {
    try {
      double[] megabytes = new double[2];
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          megabytes[0] = Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        } else if (line.startsWith("VmHWM:")) {
          megabytes[1] = Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
      return megabytes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A line of the report in target/bench.md. */
  static void report(String figure, String target, String format, Object... values) {
    String line =
        "| "
            + figure
            + " | "
            + String.format(Locale.ROOT, format, values)
            + " | "
            + target
            + " |\n";
    System.out.print(line);
    try {
      Files.writeString(REPORT, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
