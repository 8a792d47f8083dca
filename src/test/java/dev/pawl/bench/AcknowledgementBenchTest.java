package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many deliveries are durably stored and answered, and how soon. */
class AcknowledgementBenchTest extends BenchStory {
  /** What a Probot 14 that stores nothing answered on two cores at 32 connections. */
  private static final double PROBOT = 5_500;

  private static final Duration WARM = Duration.ofSeconds(15);
  private static final Duration ROUND = Duration.ofSeconds(15);

  @Test
  void acknowledgements() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 20);
    teacher.stop();

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
          "≥ 2.0 × Probot (11,000/s)",
          "%,.0f/s (%.2f × Probot's 5,500), p50 %.1f ms, p99 %.1f ms",
          closed.perSecond(),
          closed.perSecond() / PROBOT,
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
    second.closed(CONNECTIONS, WARM);
    for (int round = 0; round < 2; round++) {
      drained(database);
      LoadGenerator.Result closed = second.closed(CONNECTIONS, ROUND);
      long pending = count(database, "select count(*) from delivery where state = 'pending'");
      double drain = drained(database);
      report(
          "acks, lanes working, 32 connections",
          "≥ 1.0 × Probot (5,500/s)",
          "%,.0f/s (%.2f ×), p50 %.1f ms, p99 %.1f ms; %,d left, drained in %.1f s",
          closed.perSecond(),
          closed.perSecond() / PROBOT,
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

  private static double drained(DatabaseAddress database) {
    long begin = System.nanoTime();
    eventually(() -> count(database, "select count(*) from delivery where state = 'pending'") == 0);
    return (System.nanoTime() - begin) / 1e9;
  }
}
