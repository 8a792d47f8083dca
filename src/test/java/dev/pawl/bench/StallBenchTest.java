package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the slowest acknowledgements at half of the maximum come from: the same load in turn with
 * and without checkpoints, and what the disk itself takes for a page meanwhile.
 */
class StallBenchTest extends BenchStory {
  private static final Duration WARM = Duration.ofSeconds(40);
  private static final Duration ROUND = Duration.ofSeconds(15);
  private static final int ROUNDS = 3;

  @Test
  void atHalfOfTheMaximum() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 20);
    teacher.stop();
    PawlProcess pawl = run(pawl(database).with("pawl.lane.workers", "0"));
    LoadGenerator load = load(pawl, examples);
    load.closed(CONNECTIONS, WARM);
    LoadGenerator.Result most = load.closed(CONNECTIONS, ROUND);
    report("the most, closed loop", "", "%,.0f/s", most.perSecond());
    try {
      for (int round = 0; round < ROUNDS; round++) {
        half(database, load, most.perSecond() / 2, "1GB");
        half(database, load, most.perSecond() / 2, "32GB");
      }
    } finally {
      execute(database, "alter system reset max_wal_size");
      execute(database, "select pg_reload_conf()");
    }
  }

  private static void half(
      DatabaseAddress database, LoadGenerator load, double rate, String between) {
    execute(database, "alter system set max_wal_size = '" + between + "'");
    execute(database, "select pg_reload_conf()");
    execute(database, "checkpoint");
    long before = checkpoints(database);
    DiskProbe disk = DiskProbe.begin();
    LoadGenerator.Result half = load.open(CONNECTIONS, rate, ROUND);
    String found = disk.found();
    report(
        "half of it, a checkpoint after " + between + " of log at the latest",
        "p99 ≤ 15 ms",
        "%,.0f/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms; %d checkpoints; the disk: %s",
        half.perSecond(),
        half.milliseconds(50),
        half.milliseconds(99),
        half.milliseconds(99.9),
        checkpoints(database) - before,
        found);
    assertThat(half.refused()).isZero();
  }

  private static long checkpoints(DatabaseAddress database) {
    return count(database, "select num_timed + num_requested from pg_stat_checkpointer");
  }
}
