package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether deliveries are answered as ever while what has had its time is dropped. */
class RetentionBenchTest extends BenchStory {
  private static final int OLD = 100_000;
  private static final int RATE = 500;

  @Test
  void acknowledgementsWhileOldThingsAreDropped() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 5);
    teacher.stop();
    fill(database);
    PawlProcess pawl = run(pawl(database).with("pawl.lane.workers", "0"));
    LoadGenerator load = load(pawl, examples);
    load.closed(CONNECTIONS, Duration.ofSeconds(12));
    LoadGenerator.Result before = load.open(8, RATE, Duration.ofSeconds(10));
    // Retention begins half a minute after the start.
    eventually(() -> count(database, old("delivery", "received_at")) < OLD);
    LoadGenerator.Result during = load.open(8, RATE, Duration.ofSeconds(10));
    long left = count(database, old("audit", "at"));
    eventually(
        () ->
            count(database, old("delivery", "received_at")) == 0
                && count(database, old("audit", "at")) == 0);

    assertThat(during.refused()).isZero();
    report(
        "acks while 200,000 old rows are dropped",
        "as before",
        "p50 %.1f ms, p99 %.1f ms; before p50 %.1f ms, p99 %.1f ms; %,d rows were left after it",
        during.milliseconds(50),
        during.milliseconds(99),
        before.milliseconds(50),
        before.milliseconds(99),
        left);
  }

  private static String old(String table, String column) {
    return "select count(*) from " + table + " where " + column + " < now() - interval '100 days'";
  }

  private static void fill(DatabaseAddress database) {
    execute(
        database,
        """
        insert into delivery (guid, event, lane, bytes, state, received_at)
        select gen_random_uuid(), 'watch', 'repo:' || n %% 1000, 10000, 'projected',
          clock_timestamp() - interval '400 days'
        from generate_series(1, %d) n
        """
            .formatted(OLD));
    execute(
        database,
        """
        insert into audit (at, who, what, object)
        select clock_timestamp() - interval '400 days', 'long ago', 'look', 'ledger'
        from generate_series(1, %d)
        """
            .formatted(OLD));
  }
}
