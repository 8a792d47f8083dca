package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether deliveries are answered as ever while what has had its time is dropped. */
class RetentionBenchTest extends BenchStory {
  private static final int OLD = 100_000;
  private static final int RATE = 500;
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final List<LocalDate> DAYS =
      List.of(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 2), LocalDate.of(2020, 1, 3));

  @Test
  void acknowledgementsWhileOldThingsAreDropped() {
    DatabaseAddress database = database();
    PawlProcess teacher = run(pawl(database));
    List<Prepared.Example> examples = examples(teacher, database, 5);
    teacher.stop();
    PawlProcess pawl =
        run(pawl(database).with("pawl.lane.workers", "0").with("pawl.retention.interval", "5s"));
    LoadGenerator load = load(pawl, examples);
    load.closed(CONNECTIONS, Duration.ofSeconds(20));
    for (int round = 1; round <= ROUNDS; round++) {
      LoadGenerator.Result before = load.open(8, RATE, ROUND);
      fill(database);
      eventually(() -> left(database) < 4 * OLD);
      LoadGenerator.Result during = load.open(8, RATE, ROUND);
      long left = left(database);
      eventually(() -> left(database) == 0 && days(database) == 0);

      assertThat(during.refused()).isZero();
      report(
          "acks while 400,000 old rows and three days of payloads are dropped, round " + round,
          "as before",
          "p50 %.1f ms, p99 %.1f ms; before p50 %.1f ms, p99 %.1f ms; %,d rows were left after it",
          during.milliseconds(50),
          during.milliseconds(99),
          before.milliseconds(50),
          before.milliseconds(99),
          left);
    }
  }

  /** Old rows that are to go; of effects what they wrote. */
  private static long left(DatabaseAddress database) {
    return count(
        database,
        """
        select (select count(*) from delivery where received_at < now() - interval '100 days')
          + (select count(*) from audit where at < now() - interval '100 days')
          + (select count(*) from decision where decided_at < now() - interval '100 days')
          + (select count(*) from effect
              where finished_at < now() - interval '100 days' and intent <> '')
        """);
  }

  private static long days(DatabaseAddress database) {
    return count(
        database,
        "select count(*) from pg_class where relname ~ '^delivery_payload_2020[0-9]{4}$'");
  }

  private static void fill(DatabaseAddress database) {
    for (LocalDate day : DAYS) {
      execute(
          database,
          """
          create table delivery_payload_%s partition of delivery_payload
            for values from ('%s') to ('%s')
          """
              .formatted(day.toString().replace("-", ""), day, day.plusDays(1)));
      execute(
          database,
          """
          insert into delivery_payload (received_on, guid, payload)
          select '%s', gen_random_uuid(), decode(repeat(md5(n::text), 100), 'hex')
          from generate_series(1, 20000) n
          """
              .formatted(day));
    }
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
    execute(
        database,
        """
        insert into view (hash, version, content, stored_at)
        values ('old', 1, '{}', clock_timestamp()) on conflict do nothing
        """);
    execute(
        database,
        """
        insert into decision (repository_id, lane, stage, state, reason, change, content, view_hash,
          policy_version, decided_at)
        select -1 - n %% 1000, 'repo:-' || n %% 1000, '-', 'Idle', 'There is no goal.', '-', '{}',
          'old', 1, case when n > %d then now() else now() - interval '400 days' end
        from generate_series(1, %d) n
        """
            .formatted(OLD, OLD + 1000));
    execute(
        database,
        """
        insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
          reason, state, planned_at, finished_at)
        select 'old:' || gen_random_uuid(), 'create-issue', 'repo:-' || n %% 1000, -1 - n %% 1000, 1,
          'app', '{"title":"old"}', 'long ago', 'done', now() - interval '400 days',
          now() - interval '400 days'
        from generate_series(1, %d) n
        """
            .formatted(OLD));
  }
}
