package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.SandboxResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A story with the packaged jar, a real PostgreSQL and a sandbox, each reached from outside only.
 * The world's clock runs thirty times as fast on both sides, where nothing else is said.
 */
@Tag("system")
abstract class SystemStory {
  static final String GOAL = "planning/vision/goal.md";
  static final double SPEED = 30;

  @RegisterExtension final Seed seed = new Seed();

  private final List<PawlProcess> processes = new ArrayList<>();
  private Instant origin = Instant.now();
  private Sandbox sandbox;
  SandboxControl github;
  DatabaseAddress database;

  @BeforeEach
  void begin() {
    origin = Instant.now();
    sandbox =
        Sandbox.start(
            SandboxSettings.defaults()
                .withWebhook(null, SandboxResource.SECRET)
                .withClockSpeed(speed()));
    github = new SandboxControl(sandbox.url());
    database = PostgresResource.preparedDatabase();
    github.createAccount("acme", "Organization");
  }

  @AfterEach
  void end() {
    processes.forEach(PawlProcess::close);
    sandbox.close();
  }

  /** How fast the world's clock runs. */
  double speed() {
    return SPEED;
  }

  PawlProcess.Start pawl() {
    return pawl(database);
  }

  /** One that comes to the database by a login of its own, so that its writes can be told apart. */
  PawlProcess.Start pawl(String login) {
    execute("create role " + login + " superuser login");
    return pawl(
        new DatabaseAddress(
            database.host(), database.port(), database.database(), login, "", null));
  }

  /** For a short life: what is compiled twice is not worth it. */
  private PawlProcess.Start pawl(DatabaseAddress at) {
    return PawlProcess.Start.on(at, github)
        .java("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .with("pawl.clock.speed", Double.toString(speed()))
        .with("pawl.clock.origin", origin.toString())
        .with("pawl.lane.lease-seconds", "3");
  }

  PawlProcess run(PawlProcess.Start start) {
    PawlProcess process = start.run();
    processes.add(process);
    return process.ready();
  }

  /** Several, which start at the same time. */
  List<PawlProcess> runTogether(PawlProcess.Start start, int replicas) {
    return runTogether(Collections.nCopies(replicas, start));
  }

  List<PawlProcess> runTogether(List<PawlProcess.Start> starts) {
    List<PawlProcess> started = new ArrayList<>();
    for (PawlProcess.Start start : starts) {
      started.add(start.run());
      processes.add(started.getLast());
    }
    started.forEach(PawlProcess::ready);
    return started;
  }

  void deliverTo(PawlProcess process) {
    github.webhook(process.webhook(), SandboxResource.SECRET);
  }

  String repositoryWithGoal(String name) {
    github.createRepository("acme", name, Map.of("README.md", "#", GOAL, "Light up the coast."));
    return "acme/" + name;
  }

  void eventually(Callable<Boolean> condition) {
    await(whoWaits())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition);
  }

  /** The lines of the test that wait: what is said of a condition names only its class. */
  private static String whoWaits() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().startsWith("dev.pawl.system."))
                    .filter(frame -> !frame.getMethodName().equals("eventually"))
                    .filter(frame -> !frame.getMethodName().equals("whoWaits"))
                    .limit(3)
                    .map(frame -> frame.getMethodName() + ":" + frame.getLineNumber())
                    .collect(Collectors.joining(" < ")));
  }

  /** How often a path was really written to, by the sandbox's own log. */
  long written(String path) {
    return github.requests("POST", path).stream()
        .filter(request -> request.path("wrote").asBoolean())
        .count();
  }

  /** Each effect that is noted as done was written once, and nothing was written besides. */
  void everyEffectWasWrittenOnce() {
    Map<String, Long> done = new TreeMap<>();
    for (String effect :
        texts(
            "select r.owner || '/' || r.name || ' ' || e.kind from effect e"
                + " join mirror_repository r on r.id = e.repository_id where e.state = 'done'")) {
      done.merge(effect, 1L, Long::sum);
    }
    assertThat(Writes.in(github)).isEqualTo(done).isNotEmpty();
    assertThat(texts("select key from effect where state <> 'done'")).isEmpty();
  }

  List<JsonNode> issues(String repository) {
    return github.issues(repository);
  }

  long count(String sql) {
    return Long.parseLong(texts(sql).getFirst());
  }

  /** The first column of each row. */
  List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return texts;
  }

  void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Asks the system to stop, continue or end a process. */
  static void signal(String name, PawlProcess process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.onExit().join().exitValue()).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.properties().get("quarkus.datasource.jdbc.url"), database.user(), "");
  }

  /** Waits until nothing is pending, due, in hand or open. */
  void settled() {
    eventually(() -> count("select count(*) from delivery where state = 'pending'") == 0);
    eventually(
        () ->
            count("select count(*) from effect where state in ('planned', 'claimed', 'unknown')")
                == 0);
    eventually(
        () ->
            count(
                    // The App's lane always waits for its next look at GitHub's list.
                    "select count(*) from lane where name <> 'app'"
                        + " and (lease_until > clock_timestamp()"
                        + " or wake_at is distinct from reread_at and wake_at is not null"
                        // After a merge its base is watched for an hour.
                        + " and not exists (select from merge_receipt m where lane.name = 'repo:'"
                        + " || m.repository_id and m.watch_until = lane.wake_at"
                        + " and m.watch in ('open', 'red')))")
                == 0);
  }
}
