package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a full house costs: a million stored deliveries, ten thousand repositories. */
class ScaleBenchTest extends BenchStory {
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** Deliveries a second. */
  private static final double CALM = 25;

  @Test
  void aFullHouseCostsLittle() {
    DatabaseAddress empty = database();
    DatabaseAddress full = database();
    PawlProcess one = run(pawl(empty));
    List<Prepared.Example> examples = examples(one, empty, 20);
    PawlProcess two = run(pawl(full));
    fill(full);
    LoadGenerator toEmpty = load(one, examples);
    LoadGenerator toFull = load(two, examples);
    toEmpty.closed(4, ROUND);
    toFull.closed(4, ROUND);
    double[] acks = new double[2];
    double[] lanes = new double[2];
    for (int round = 0; round < 3; round++) {
      LoadGenerator.Result withNothing = toEmpty.open(8, 200, ROUND);
      LoadGenerator.Result withMuch = toFull.open(8, 200, ROUND);
      assertThat(withNothing.refused() + withMuch.refused()).isZero();
      acks[0] += withNothing.latency().getMean() / 3000;
      acks[1] += withMuch.latency().getMean() / 3000;
      // At a rate that nothing waits at: what counts is the work, not the queue before it.
      toEmpty.open(4, CALM, ROUND);
      lanes[0] += turnaround(empty) / 3;
      toFull.open(4, CALM, ROUND);
      lanes[1] += turnaround(full) / 3;
    }
    report(
        "ack with 1,000,000 deliveries and 10,000 repositories",
        "≤ 1.3 × empty",
        "%.2f × (mean %.2f ms against %.2f ms at 200/s)",
        acks[1] / acks[0],
        acks[1],
        acks[0]);
    report(
        "from inbox to projected, the lane's claim included",
        "≤ 1.3 × empty",
        "%.2f × (median %.2f ms against %.2f ms at 25/s)",
        lanes[1] / lanes[0],
        lanes[1],
        lanes[0]);
  }

  private static double turnaround(DatabaseAddress database) {
    eventually(() -> count(database, "select count(*) from delivery where state = 'pending'") == 0);
    return count(
            database,
            """
            select (1e6 * percentile_cont(0.5) within group
              (order by extract(epoch from finished_at - received_at)))::bigint
            from (select * from delivery where state = 'projected' and event = 'issues'
              order by sequence desc limit 80) last
            """)
        / 1000.0;
  }

  private static void fill(DatabaseAddress database) {
    execute(
        database,
        """
        insert into mirror_repository (id, installation_id, owner, name, state, default_branch)
        select 5000000 + n, 1, 'many', 'repository-' || n, 'active', 'main' from generate_series(1, 10000) n
        """);
    execute(
        database,
        """
        insert into lane (name, fencing, moved_at, wake_at, reread_at)
        select 'repo:' || 5000000 + n, 3, now(), at, at
        from (select n, now() + interval '1 hour' + n * interval '2 seconds' as at
          from generate_series(1, 10000) n) regular
        """);
    execute(
        database,
        """
        insert into view (hash, version, content, stored_at)
        select 'view-' || n, 1, '{}', now() from generate_series(1, 10000) n
        """);
    execute(
        database,
        """
        insert into decision (repository_id, lane, stage, state, reason, change, content, view_hash,
          policy_version, decided_at)
        select 5000000 + n, 'repo:' || 5000000 + n, '-', 'Idle', 'There is no goal.', '-', '{}', 'view-' || n, 1, now()
        from generate_series(1, 10000) n
        """);
    execute(
        database,
        """
        with stored as (
          insert into delivery (guid, event, lane, bytes, state, attempts, received_at, received_on, finished_at)
          select gen_random_uuid(), 'issues', 'repo:' || 5000001 + n % 10000, 1000, 'projected', 1,
            now() - n * interval '400 milliseconds', (now() - n * interval '400 milliseconds')::date, now()
          from generate_series(1, 1000000) n returning guid, received_on
        )
        insert into delivery_payload (received_on, guid, payload)
        select received_on, guid, decode(repeat(md5(guid::text), 30), 'hex') from stored
        """);
    execute(database, "analyze");
  }
}
