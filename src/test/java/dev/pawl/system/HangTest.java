package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that stands still with its lane in hand, and its write or a transaction under way. */
@Timeout(300)
class HangTest extends SystemStory {
  private static final String IDLE =
      "quarkus.datasource.reactive.additional-properties.idle_in_transaction_session_timeout";
  private static final Duration STILL = Duration.ofSeconds(60);

  @Test
  void whoStoodStillFindsItsLaneWithAnother() {
    String repository = repositoryWithGoal("still");
    PawlProcess one = run(pawl());
    deliverTo(one);
    // Long enough to be caught in the middle.
    github.fault(
        Map.of(
            "kind",
            "slow",
            "times",
            1,
            "method",
            "POST",
            "path",
            "/repos/.*/issues",
            "after",
            "PT2S"));
    github.install("acme");
    eventually(() -> !github.requests("POST", "/repos/.*/issues").isEmpty());
    signal("STOP", one);
    long stopped = System.nanoTime();

    PawlProcess two = run(pawl());
    deliverTo(two);
    eventually(() -> issues(repository).size() == 1);
    eventually(() -> count("select count(*) from effect where state = 'done'") == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(STILL);
    LockSupport.parkNanos(STILL.toNanos() - (System.nanoTime() - stopped));
    signal("CONT", one);

    eventually(() -> one.logged("another worker goes on"));
    eventually(() -> one.status("/q/health/ready") == 200);
    settled();
    assertThat(written("/repos/" + repository + "/issues")).isOne();
    assertThat(issues(repository)).hasSize(1);
  }

  /** Such as a machine that is gone: its connection, and the lock of its lane's row, live on. */
  @Test
  void whoStandsStillInATransactionDoesNotKeepItsLane() {
    String repository = repository("between");
    String login = "still_" + database.database();
    PawlProcess one = run(pawl(login).with(IDLE, "2s"));
    deliverTo(one);
    github.install("acme");
    eventually(() -> count("select count(*) from decision") == 1);
    settled();
    WriteTrace trace = new WriteTrace(this);
    trace.begin();
    trace.slow(0.3);
    stopInATransaction(one, login, repository);
    String lock =
        "select count(*) from (select from lane where name like 'repo:%' for update skip locked) l";
    assertThat(count(lock)).as("the lane's row is locked").isZero();
    trace.fast();

    PawlProcess two = run(pawl("going_" + database.database()));
    deliverTo(two);
    github.commit(repository, "acme", "main", "A goal", Map.of(GOAL, "Light up the coast."));
    eventually(() -> issues(repository).stream().anyMatch(HangTest::byPawl));
    settled();
    signal("CONT", one);

    eventually(() -> one.status("/q/health/ready") == 200);
    settled();
    trace.noOverlap();
    assertThat(written("/repos/" + repository + "/issues")).isOne();
    everyEffectWasWrittenOnce();
  }

  private String repository(String name) {
    github.createRepository("acme", name, Map.of("README.md", "# no goal yet"));
    return "acme/" + name;
  }

  private static boolean byPawl(JsonNode issue) {
    return issue.path("performed_via_github_app").hasNonNull("id");
  }

  /** Stops it where PostgreSQL waits for the next statement of a transaction; else tries again. */
  private void stopInATransaction(PawlProcess process, String login, String repository) {
    String its = "select count(*) from pg_stat_activity where usename = '" + login + "' and ";
    for (int issue = 0; ; issue++) {
      String title = "question " + issue;
      github.openIssue(repository, "acme", title, "");
      if (!met(its + "wait_event = 'PgSleep'", title)) {
        settled();
        continue;
      }
      signal("STOP", process);
      eventually(() -> count(its + "state = 'active'") == 0);
      if (count(its + "state = 'idle in transaction'") > 0) {
        return;
      }
      signal("CONT", process);
      settled();
    }
  }

  /** Whether it was met at work; on a busy machine all may be over between two looks. */
  private boolean met(String atWork, String title) {
    AtomicBoolean met = new AtomicBoolean();
    eventually(
        () -> {
          met.set(count(atWork) > 0);
          return met.get()
              || count(
                      "select count(*) from mirror_issue where title = '"
                          + title
                          + "' and not exists (select from delivery where state = 'pending')")
                  > 0;
        });
    return met.get();
  }
}
