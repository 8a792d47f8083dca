package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many deliveries are durably stored and answered, and how soon. */
class AcknowledgementBenchTest extends BenchStory {
  /**
   * What a Probot 14 that stores nothing once answered on two cores, for where there is no node.
   */
  private static final double PROBOT = 5_500;

  private static final Duration WARM = Duration.ofSeconds(30);
  private static final Duration ROUND = Duration.ofSeconds(15);

  @Test
  void acknowledgements() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 20);
    teacher.stop();
    double probot = probot(examples);

    PawlProcess held = run(pawl(database).with("pawl.lane.workers", "0"));
    LoadGenerator load = load(held, examples);
    load.closed(CONNECTIONS, WARM);
    double most = 0;
    for (int round = 0; round < 3; round++) {
      LoadGenerator.Result closed = load.closed(CONNECTIONS, ROUND);
      assertThat(closed.refused()).isZero();
      most = Math.max(most, closed.perSecond());
      report(
          "acks, lanes held, 32 connections",
          "≥ 2.0 × Probot",
          "%,.0f/s (%.2f × Probot), p50 %.1f ms, p99 %.1f ms",
          closed.perSecond(),
          closed.perSecond() / probot,
          closed.milliseconds(50),
          closed.milliseconds(99));
    }
    LoadGenerator.Result half = load.open(CONNECTIONS, most / 2, ROUND);
    report(
        "ack at half of the maximum, open loop",
        "p99 ≤ 15 ms",
        "%,.0f/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
        half.perSecond(),
        half.milliseconds(50),
        half.milliseconds(99),
        half.milliseconds(99.9));
    LoadGenerator.Result lone = load.open(1, 20, ROUND);
    report(
        "a lone delivery",
        "p50 ≤ 3 ms",
        "p50 %.2f ms, p99 %.2f ms",
        lone.milliseconds(50),
        lone.milliseconds(99));
    double[] memory = resident(held);
    report(
        "resident at full load, lanes held",
        "< 450 MB",
        "%.0f MB, at most %.0f MB",
        memory[0],
        memory[1]);
    held.stop();

    execute(database, "delete from delivery where state = 'pending'");
    PawlProcess working = run(pawl(database));
    LoadGenerator second = load(working, examples);
    // The lanes' code is several times the front door's, and all of it must be compiled.
    second.closed(CONNECTIONS, WARM.multipliedBy(2));
    for (int round = 0; round < 2; round++) {
      drained(database);
      LoadGenerator.Result closed = second.closed(CONNECTIONS, ROUND);
      long pending = count(database, "select count(*) from delivery where state = 'pending'");
      double drain = drained(database);
      report(
          "acks, lanes working, 32 connections",
          "≥ 1.0 × Probot",
          "%,.0f/s (%.2f ×), p50 %.1f ms, p99 %.1f ms; %,d left, drained in %.1f s",
          closed.perSecond(),
          closed.perSecond() / probot,
          closed.milliseconds(50),
          closed.milliseconds(99),
          pending,
          drain);
    }
    double[] busy = resident(working);
    report(
        "resident at full load, lanes working",
        "< 450 MB",
        "%.0f MB, at most %.0f MB",
        busy[0],
        busy[1]);
  }

  /** Deliveries a second that Probot answers here and now. */
  private static double probot(List<Prepared.Example> examples) {
    Optional<Probot> started = Probot.start();
    if (started.isEmpty()) {
      report("Probot 14, which stores nothing", "", "no node here: %,.0f/s is taken", PROBOT);
      return PROBOT;
    }
    try (Probot _ = started.get()) {
      String host = "127.0.0.1:" + Probot.PORT;
      LoadGenerator load =
          new LoadGenerator(
              Probot.PORT, Prepared.several(examples, 4, host, SandboxResource.SECRET, 1));
      load.closed(CONNECTIONS, WARM);
      LoadGenerator.Result result = load.closed(CONNECTIONS, ROUND);
      assertThat(result.refused()).isZero();
      report(
          "Probot 14, which stores nothing, 32 connections",
          "",
          "%,.0f/s, p50 %.1f ms, p99 %.1f ms",
          result.perSecond(),
          result.milliseconds(50),
          result.milliseconds(99));
      return result.perSecond();
    }
  }

  private static double drained(DatabaseAddress database) {
    long begin = System.nanoTime();
    eventually(() -> count(database, "select count(*) from delivery where state = 'pending'") == 0);
    return (System.nanoTime() - begin) / 1e9;
  }
}
