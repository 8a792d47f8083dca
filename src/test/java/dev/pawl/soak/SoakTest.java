package dev.pawl.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.SandboxResource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twelve hours of the world's clock, unattended: twenty repositories, two replicas of the packaged
 * jar of which one is killed every hour, mail that is lost, doubled and overtaken, and a GitHub
 * that fails now and then, before or after it has written.
 */
@Tag("soak")
class SoakTest {
  private static final int HOURS = Integer.getInteger("pawl.soak.hours", 12);
  private static final int REPOSITORIES = Integer.getInteger("pawl.soak.repositories", 20);
  private static final double SPEED =
      Double.parseDouble(System.getProperty("pawl.soak.speed", "90"));

  /** How long whoever sends the mail takes to find out that a replica is dead. */
  private static final Duration UNNOTICED = Duration.ofMinutes(2);

  private final PawlProcess[] replicas = new PawlProcess[2];
  private final Instant origin = Instant.now();
  private Sandbox sandbox;
  private SandboxControl github;
  private DatabaseAddress database;
  private int taking;

  @BeforeEach
  void begin() {
    sandbox =
        Sandbox.start(
            SandboxSettings.defaults()
                .withWebhook(null, SandboxResource.SECRET)
                .withClockSpeed(SPEED));
    github = new SandboxControl(sandbox.url());
    database = PostgresResource.freshDatabase();
    github.createAccount("acme", "Organization");
  }

  @AfterEach
  void end() {
    for (PawlProcess replica : replicas) {
      if (replica != null) {
        replica.close();
      }
    }
    sandbox.close();
  }

  @Test
  void twelveHoursWithNobodyThere() {
    replicas[0] = start();
    replicas[1] = start();
    github.webhook(replicas[0].webhook(), SandboxResource.SECRET);
    Town town = new Town(github, "acme");
    List<Town.Resident> residents = Town.RESIDENTS.subList(0, REPOSITORIES);
    // Steps of two minutes, so that a task takes some twenty; an agent may be silent for forty.
    town.settle(residents, 14, 40, Duration.ofMinutes(2));
    town.troubleTheMail();
    github.install("acme");
    Instant begun = now();

    long fault = 0;
    for (int hour = 1; hour <= HOURS; hour++) {
      if (fault != 0) {
        github.removeFault(fault);
      }
      fault = town.troubleGitHub(hour % 2 == 0);
      until(begun.plus(Duration.ofMinutes(60L * hour - 25)));
      killOne(hour);
      until(begun.plus(Duration.ofHours(hour)));
      System.out.printf("hour %d: %s%n", hour, SoakFigures.progress(this::texts));
    }
    github.clearFaults();
    // What is on its way comes to its end; nothing is begun that would not be counted.
    await().atMost(Duration.ofSeconds(60)).until(github::deliveriesSettled);

    SoakVerdict verdict =
        new SoakVerdict(github, new Api(github.url(), SandboxResource.PERSON_TOKEN), this::texts);
    SoakFigures figures = new SoakFigures(github, this::texts, begun, SPEED);
    Map<String, List<String>> findings =
        verdict.findings(town.repositories(), "3 hours", now().toString(), 1);
    figures.write(town, verdict, findings, HOURS);
    SoakVerdict.assertNone(findings);
    assertThat(figures.merges()).as("else nothing was tried").isPositive();
  }

  /** GitHub finds nobody for a while, where it was the one that takes the mail. */
  private void killOne(int hour) {
    int victim = hour % replicas.length;
    replicas[victim].kill();
    if (victim == taking) {
      sleep(UNNOTICED);
      taking = 1 - victim;
      github.webhook(replicas[taking].webhook(), SandboxResource.SECRET);
    }
    replicas[victim] = start();
  }

  private PawlProcess start() {
    return PawlProcess.Start.on(database, github)
        .with("pawl.clock.speed", Double.toString(SPEED))
        .with("pawl.clock.origin", origin.toString())
        .with("pawl.lane.lease-seconds", "3")
        .with("quarkus.log.level", "WARN")
        .run()
        .ready();
  }

  private Instant now() {
    return github.now();
  }

  private void until(Instant moment) {
    Duration left = Duration.between(now(), moment);
    if (!left.isNegative()) {
      sleep(left);
    }
  }

  private static void sleep(Duration world) {
    long until = System.nanoTime() + (long) (world.toNanos() / SPEED);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(
                database.properties().get("quarkus.datasource.jdbc.url"), database.user(), "");
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
}
