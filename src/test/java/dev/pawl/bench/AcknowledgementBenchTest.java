package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many deliveries are durably stored and answered, and how soon. */
class AcknowledgementBenchTest extends BenchStory {
  /**
   * What a Probot 14 that stores nothing once answered on two cores, for where there is no node; in
   * deliveries a second.
   */
  private static final double PROBOT = 5_500;

  private static final Duration WARM = Duration.ofSeconds(30);
  private static final Duration ROUND = Duration.ofSeconds(15);
  private static final int ROUNDS = 3;

  @Test
  void acknowledgements() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 20);
    teacher.stop();
    try (Rival probot = Rival.start(examples)) {
      PawlProcess held = run(pawl(database).with("pawl.lane.workers", "0"));
      LoadGenerator load = load(held, examples);
      held(held, database, load, probot);
      memory("resident at full load, lanes held", held);
      held.stop();

      execute(database, "delete from delivery where state = 'pending'");
      PawlProcess working = run(pawl(database));
      working(database, load(working, examples), probot);
      memory("resident at full load, lanes working", working);
    }
  }

  /** A round of Probot's and one of Pawl's in turn, so that both meet the same machine. */
  private static void held(
      PawlProcess pawl, DatabaseAddress database, LoadGenerator load, Rival probot) {
    load.closed(CONNECTIONS, WARM);
    double most = 0;
    List<Double> times = new ArrayList<>();
    String used = "";
    for (int round = 0; round < ROUNDS; round++) {
      double rival = probot.round();
      ProcessorTime before = ProcessorTime.now(pawl.pid(), database);
      LoadGenerator.Result closed = load.closed(CONNECTIONS, ROUND);
      used = ProcessorTime.now(pawl.pid(), database).since(before).each(closed.acknowledged());
      assertThat(closed.refused()).isZero();
      most = Math.max(most, closed.perSecond());
      times.add(closed.perSecond() / rival);
      report(
          "acks, lanes held, 32 connections",
          "≥ 2.0 × Probot",
          "%,.0f/s (%.2f × Probot's %,.0f/s beside it), p50 %.1f ms, p99 %.1f ms",
          closed.perSecond(),
          times.getLast(),
          rival,
          closed.milliseconds(50),
          closed.milliseconds(99));
    }
    Collections.sort(times);
    report(
        "acks, lanes held, over Probot's: median of the pairs",
        "≥ 2.0 × Probot",
        "%.2f × (%.2f to %.2f)",
        times.get(times.size() / 2),
        times.getFirst(),
        times.getLast());
    report("processor time of each, in the last round", "", "%s", used);
    long checkpoints = checkpoints(database);
    DiskProbe disk = DiskProbe.begin();
    LoadGenerator.Result half = load.open(CONNECTIONS, most / 2, ROUND);
    String found = disk.found();
    report(
        "ack at half of the maximum, open loop",
        "p99 ≤ 15 ms",
        "%,.0f/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
        half.perSecond(),
        half.milliseconds(50),
        half.milliseconds(99),
        half.milliseconds(99.9));
    report("the disk itself meanwhile, for one page", "", "%s", found);
    report("checkpoints meanwhile", "", "%d", checkpoints(database) - checkpoints);
    LoadGenerator.Result lone = load.open(1, 20, ROUND);
    report(
        "a lone delivery",
        "p50 ≤ 3 ms",
        "p50 %.2f ms, p99 %.2f ms",
        lone.milliseconds(50),
        lone.milliseconds(99));
  }

  private static long checkpoints(DatabaseAddress database) {
    return count(database, "select num_timed + num_requested from pg_stat_checkpointer");
  }

  private static void working(DatabaseAddress database, LoadGenerator load, Rival probot) {
    // The lanes' code is several times the front door's, and all of it must be compiled.
    load.closed(CONNECTIONS, WARM.multipliedBy(2));
    for (int round = 0; round < ROUNDS; round++) {
      drained(database);
      double rival = probot.round();
      LoadGenerator.Result closed = load.closed(CONNECTIONS, ROUND);
      long pending = count(database, "select count(*) from delivery where state = 'pending'");
      double drain = drained(database);
      report(
          "acks, lanes working, 32 connections",
          "≥ 1.0 × Probot",
          "%,.0f/s (%.2f × Probot's %,.0f/s), p50 %.1f ms, p99 %.1f ms; %,d left, drained in %.1f s",
          closed.perSecond(),
          closed.perSecond() / rival,
          rival,
          closed.milliseconds(50),
          closed.milliseconds(99),
          pending,
          drain);
    }
  }

  private static void memory(String figure, PawlProcess process) {
    double[] megabytes = resident(process);
    report(figure, "< 450 MB", "%.0f MB, at most %.0f MB", megabytes[0], megabytes[1]);
  }

  /** What Probot answers here and now, round by round; a known figure where there is no node. */
  private record Rival(@Nullable Probot probot, @Nullable LoadGenerator load)
      implements AutoCloseable {
    static Rival start(List<Prepared.Example> examples) {
      Optional<Probot> started = Probot.start();
      if (started.isEmpty()) {
        report("Probot 14, which stores nothing", "", "no node here: %,.0f/s is taken", PROBOT);
        return new Rival(null, null);
      }
      String host = "127.0.0.1:" + Probot.PORT;
      LoadGenerator load =
          new LoadGenerator(
              Probot.PORT, Prepared.several(examples, 4, host, SandboxResource.SECRET, 1));
      load.closed(CONNECTIONS, WARM);
      LoadGenerator.Result alone = load.closed(CONNECTIONS, ROUND);
      report(
          "Probot 14, which stores nothing, 32 connections",
          "",
          "%,.0f/s, p50 %.1f ms, p99 %.1f ms",
          alone.perSecond(),
          alone.milliseconds(50),
          alone.milliseconds(99));
      return new Rival(started.get(), load);
    }

    /** Deliveries a second. */
    double round() {
      if (load == null) {
        return PROBOT;
      }
      LoadGenerator.Result result = load.closed(CONNECTIONS, ROUND);
      assertThat(result.refused()).isZero();
      return result.perSecond();
    }

    @Override
    public void close() {
      if (probot != null) {
        probot.close();
      }
    }
  }

  private static double drained(DatabaseAddress database) {
    long begin = System.nanoTime();
    eventually(() -> count(database, "select count(*) from delivery where state = 'pending'") == 0);
    return (System.nanoTime() - begin) / 1e9;
  }
}
