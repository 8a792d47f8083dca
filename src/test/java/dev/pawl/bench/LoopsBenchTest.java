package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A hundred repositories whose loops turn at once, on one replica, each with an agent at work. */
class LoopsBenchTest extends BenchStory {
  private static final int REPOSITORIES = 100;

  /** One for each: what is written for one account comes at most once a second in the long run. */
  private static final int ACCOUNTS = REPOSITORIES;

  /** What comes before finds a process that is young. */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private static final Duration MEASURED = Duration.ofMinutes(4);

  /**
   * Of one step of an agent, give or take a half; a task has five. All are assigned in one person's
   * name, of whom GitHub takes 80 writes a minute: with a hundred seconds a task they stay below.
   */
  private static final Duration PACE = Duration.ofSeconds(20);

  @Test
  void fromTheDeliveryToTheEffect() {
    DatabaseAddress database = database();
    PawlProcess pawl = run(pawl(database));
    AgentControl agents = new AgentControl(github);
    github.createPerson("keeper");
    agents.mintToken("keeper", SandboxResource.PERSON_TOKEN);
    agents.seat("keeper", true);
    for (int i = 0; i < ACCOUNTS; i++) {
      github.createAccount(account(i), "Organization");
    }
    for (int i = 0; i < REPOSITORIES; i++) {
      PlanDemo.seed(
          github.url(),
          account(i),
          "keeper",
          new MoodDemo.Task("looping-" + i, "A lamp", AgentMood.NORMAL, 0, 3));
    }
    agents.pace(PACE);
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    for (int i = 0; i < ACCOUNTS; i++) {
      github.install(account(i));
    }
    LockSupport.parkNanos(YOUNG.toNanos());
    long young = count(database, "select coalesce(max(id), 0) from decision");
    LockSupport.parkNanos(MEASURED.toNanos());

    List<Double> times = new ArrayList<>();
    each(
        database,
        """
        select (1000 * extract(epoch from e.finished_at - min(d.received_at)))::float8 as ms
        from effect e join delivery d on d.decision_id = e.decision_id
        where e.decision_id > %d and e.attempts = 1 and e.after_key is null
          and d.received_at <= e.claimed_at and e.finished_at is not null
          and e.id = (select min(f.id) from effect f where f.decision_id = e.decision_id)
        group by e.id
        """
            .formatted(young),
        row -> times.add(row.getDouble("ms")));
    Collections.sort(times);
    long still =
        count(
            database,
            """
            select count(*) from mirror_repository r where not exists (select from phase p
              where p.repository_id = r.id and p.state = 'done')
            """);
    report(
        "delivery → GitHub's answer to its effect, 100 repositories looping at once",
        "every lane moves, p99 ≤ 500 ms",
        "p50 %.1f ms, p99 %.1f ms (%d measured); %d phases done; %d lanes without one; %.0f MB resident, at most %.0f",
        times.get(times.size() / 2),
        times.get(times.size() * 99 / 100),
        times.size(),
        count(database, "select count(*) from phase where state = 'done'"),
        still,
        resident(pawl)[0],
        resident(pawl)[1]);
    assertThat(still).as("lanes that have not moved").isZero();
  }

  private static String account(int repository) {
    return "account-" + repository % ACCOUNTS;
  }
}
