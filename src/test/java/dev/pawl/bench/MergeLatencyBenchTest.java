package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How soon a pull request is merged after the delivery that makes it ready has come. */
class MergeLatencyBenchTest extends BenchStory {
  private static final int ACTIVE = 100;

  /** The first ones find a process that is young. */
  private static final int YOUNG = 150;

  private static final int MEASURED = 200;

  /**
   * So many that none comes near GitHub's limit of what may be written in a minute: after each
   * merge the loop goes on, and writes half a dozen things more.
   */
  private static final int ACCOUNTS = 150;

  /**
   * Between two merges: nine thousand in an hour. Each is followed by the loop's next task, at its
   * issue, its agent, its files: a machine's two cores are full at some six merges a second.
   */
  private static final Duration PACE = Duration.ofMillis(400);

  private static final String ADA = "ada";
  private static final String BRANCH = "light";

  @Test
  void fromTheLastCheckToTheMerge() {
    DatabaseAddress database = database();
    PawlProcess pawl = run(pawl(database));
    github.createPerson(ADA);
    github.createPerson("grace");
    for (int i = 0; i < ACCOUNTS; i++) {
      github.createAccount(account(i), "Organization");
    }
    for (int i = 0; i < ACTIVE; i++) {
      github.createRepository(account(i), "active-" + i, Map.of("README.md", "#", GOAL, "Light."));
    }
    for (int i = 0; i < YOUNG + MEASURED; i++) {
      github.createRepository(account(i), "merged-" + i, Map.of("README.md", "#", GOAL, "Light."));
    }
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    for (int i = 0; i < ACCOUNTS; i++) {
      github.install(account(i));
    }
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                >= ACTIVE + YOUNG + MEASURED);
    for (int i = 0; i < YOUNG + MEASURED; i++) {
      prepare(repository(i));
    }
    // Nothing but the check is missing, and GitHub knows whether it can be merged.
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from mirror_pull_request where mergeable = 'CLEAN'"
                        + " and dirty is null and ask_at is null")
                == YOUNG + MEASURED);
    eventually(() -> github.deliveriesSettled());
    assertThat(github.requests("PUT", "/repos/.*/merge")).isEmpty();

    Thread.ofVirtual().start(this::chatter);
    Map<String, Instant> begun = new HashMap<>();
    for (int i = 0; i < YOUNG + MEASURED; i++) {
      begun.put(repository(i), Instant.now());
      github.check(repository(i), BRANCH, "build", "success");
      LockSupport.parkNanos(PACE.toNanos());
    }
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where kind = 'merge-pull-request'"
                        + " and state = 'done'")
                == YOUNG + MEASURED);

    List<Double> times = times(acknowledged(database, begun));
    assertThat(times).hasSize(MEASURED);
    report(
        "the last check's delivery → the merge at GitHub, 100 active repositories",
        "p50 ≤ 50 ms, p99 ≤ 250 ms",
        "p50 %.1f ms, p99 %.1f ms (%d measured)",
        times.get(times.size() / 2),
        times.get(times.size() * 99 / 100),
        times.size());
  }

  private void prepare(String repository) {
    github.permit(repository, ADA, "write");
    github.permit(repository, "grace", "write");
    int number =
        github.openPullRequest(
            repository,
            ADA,
            BRANCH,
            "Light",
            "Fixes #1",
            Map.of("planning/issue_queue/pending/dev-light.md", "Light it.\n"));
    github.check(repository, BRANCH, "build", "in_progress");
    github.requestReview(repository, number, ADA, "grace");
  }

  /** When the first delivery after the check was stored, by repository. */
  private static Map<String, Instant> acknowledged(
      DatabaseAddress database, Map<String, Instant> begun) {
    Map<String, Instant> acknowledged = new HashMap<>();
    each(
        database,
        """
        select r.owner || '/' || r.name as repository,
          (1e6 * extract(epoch from d.received_at))::bigint as microseconds
        from delivery d join mirror_repository r on d.lane = 'repo:' || r.id
        where d.event = 'check_run' order by d.received_at desc
        """,
        row -> {
          Instant at = Instant.EPOCH.plus(row.getLong("microseconds"), ChronoUnit.MICROS);
          Instant asked = begun.get(row.getString("repository"));
          if (asked != null && !at.isBefore(asked)) {
            acknowledged.put(row.getString("repository"), at);
          }
        });
    return acknowledged;
  }

  /** Milliseconds, in order; without those of the young process. */
  private List<Double> times(Map<String, Instant> acknowledged) {
    List<Double> times = new ArrayList<>();
    for (JsonNode request : github.requests("PUT", "/repos/[^/]+/merged-[0-9]+/pulls/.*")) {
      String[] path = request.path("path").asText().split("/");
      if (Integer.parseInt(path[3].substring("merged-".length())) >= YOUNG) {
        Instant at = Instant.parse(request.path("at").asText());
        Instant from = acknowledged.get(path[2] + "/" + path[3]);
        times.add(Duration.between(from, at).toNanos() / 1e6);
      }
    }
    Collections.sort(times);
    return times;
  }

  private void chatter() {
    Random chance = new Random(7);
    for (int n = 0; n < 500; n++) {
      int active = n % ACTIVE;
      github.openIssue(
          account(active) + "/active-" + active, account(active), "A question", "How?");
      double gap = -Math.log(1 - chance.nextDouble()) * Duration.ofMillis(100).toNanos();
      LockSupport.parkNanos((long) gap);
    }
  }

  private static String account(int repository) {
    return "account-" + repository % ACCOUNTS;
  }

  private static String repository(int number) {
    return account(number) + "/merged-" + number;
  }
}
