package dev.pawl.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person has an effect tried again while a worker is at it. */
@QuarkusTest
class EffectRetryStoryTest extends Story {
  private static final String LANE = "repo:-51";

  @Inject EffectRetry retry;

  @BeforeEach
  void prepare() {
    tidy();
    // Nobody takes it up: it rests.
    database()
        .execute(
            "insert into lane (name, fencing, retry_at) values ($1, 1, now() + interval '9 years')",
            LANE);
  }

  @AfterEach
  void tidy() {
    database().execute("delete from effect where repository_id = -51");
    database().execute("delete from audit where who = 'retrying'");
    database().execute("delete from lane where name = $1", LANE);
  }

  /** Before, each waited for the row that the other had, until PostgreSQL ended one of them. */
  @Test
  void aPersonAndAWorkerDoNotWaitForEachOther() {
    long effect = failed();
    SqlConnection worker = database().pool().getConnection().await().indefinitely();
    try {
      run(worker, "set statement_timeout = '5s'");
      Transaction working = worker.begin().await().indefinitely();
      run(worker, "select fencing from lane where name = 'repo:-51' and fencing = 1 for update");
      CompletableFuture<Boolean> retried = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            try {
              retried.complete(retry.retry(effect, "retrying"));
            } catch (RuntimeException failure) {
              retried.completeExceptionally(failure);
            }
          });
      eventually(() -> waiting() == 1);
      run(worker, "update effect set error = 'seen' where id = " + effect);
      working.commit().await().indefinitely();

      assertThat(retried.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
    } finally {
      run(worker, "reset statement_timeout");
      worker.close().await().indefinitely();
    }
    assertThat(
            count("select count(*) as n from effect where key = 'retried' and state = 'planned'"))
        .isOne();
    assertThat(count("select count(*) as n from audit where who = 'retrying'")).isOne();
  }

  @Test
  void whatHasNotFailedIsLeftAlone() {
    long effect = failed();
    assertThat(retry.retry(effect, "retrying")).isTrue();
    assertThat(retry.retry(effect, "retrying")).isFalse();
    assertThat(retry.retry(Long.MAX_VALUE, "retrying")).isFalse();
    assertThat(count("select count(*) as n from audit where who = 'retrying'")).isOne();
  }

  private long failed() {
    return database()
        .execute(
            """
            insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
              reason, planned_at, state, finished_at)
            values ('retried', 'create-issue', $1, -51, -51, 'app', '{}', 'x', now(), 'failed', now())
            returning id
            """,
            LANE)
        .iterator()
        .next()
        .getLong("id");
  }

  /** Those that wait for a row of this database. */
  private long waiting() {
    return count(
        "select count(*) as n from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'");
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await().atMost(Duration.ofSeconds(10));
  }
}
