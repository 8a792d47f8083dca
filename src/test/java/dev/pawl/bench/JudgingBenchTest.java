package dev.pawl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How long a stored view takes to be judged, one by itself and ten thousand in a backtest. */
class JudgingBenchTest extends BenchStory {
  private static final int DECISIONS = 10_000;
  private static final String REPOSITORY = "acme/judged";
  private static final String ADA = "ada";
  private static final Path VIEW = Path.of("target", "judged-view.json");

  @Test
  void aStoredViewAndABacktestOfTenThousand() throws IOException, RunnerException {
    DatabaseAddress database = database();
    PawlProcess pawl =
        run(pawl(database).with("quarkus.log.category.\"dev.pawl.loop.Backtests\".level", "INFO"));
    work(pawl, database);
    each(
        database,
        "select content from view order by length(content) desc limit 1",
        row -> write(row.getString(1)));

    // Each has a view of its own, as decisions of different moments have.
    execute(
        database,
        """
        insert into view (hash, version, content, stored_at)
        select 'judged-' || n, v.version, v.content, clock_timestamp()
        from (select * from view order by length(content) desc limit 1) v,
          generate_series(1, %1$d) n
        """
            .formatted(DECISIONS));
    execute(
        database,
        """
        insert into decision (repository_id, lane, stage, state, reason, change, content, view_hash,
          policy_version, decided_at)
        select d.repository_id, d.lane, d.stage, d.state, d.reason, d.change, d.content,
          'judged-' || n, d.policy_version, d.decided_at
        from (select * from decision order by id desc limit 1) d, generate_series(1, %1$d) n
        """
            .formatted(DECISIONS));
    github.openPullRequest(
        REPOSITORY,
        ADA,
        "settings",
        "Ask twice",
        "",
        Map.of(".github/pawl.yml", "guards:\n  approvals: 2\n"));
    eventually(() -> pawl.logged("tried on"));
    String line =
        pawl.log().lines().filter(one -> one.contains("tried on")).findFirst().orElseThrow();
    report(
        "a backtest of 10,000 stored views of " + Files.size(VIEW) / 1024 + " KB",
        "≤ 5 s",
        "%s",
        line.replaceAll(".* tried on ", ""));
    assertThat(line).contains("tried on 10");

    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(Judging.class.getName())
                    .param("file", VIEW.toString())
                    .forks(1)
                    .build())
            .run()) {
      Result<?> time = result.getPrimaryResult();
      report(
          "JMH: " + time.getLabel() + ", a view of " + Files.size(VIEW) / 1024 + " KB",
          "≤ 200 µs",
          "%.1f ± %.1f µs",
          time.getScore(),
          time.getScoreError());
    }
  }

  /** A task with a pull request that has checks, reviews and files, and more tasks in the queue. */
  private void work(PawlProcess pawl, DatabaseAddress database) {
    github.createPerson(ADA);
    github.createPerson("grace");
    Map<String, String> files = new HashMap<>(Map.of("README.md", "#", GOAL, "Light."));
    for (int task = 0; task < 10; task++) {
      files.put(
          "planning/issue_queue/pending/dev-%02d.md".formatted(task), "Light " + task + ".\n");
    }
    github.createRepository("acme", "judged", files);
    github.permit(REPOSITORY, ADA, "write");
    github.permit(REPOSITORY, "grace", "write");
    github.webhook(pawl.webhook(), SandboxResource.SECRET);
    github.install("acme");
    eventually(
        () ->
            count(
                    database,
                    "select count(*) from effect where kind = 'create-issue' and state = 'done'")
                >= 1);
    Map<String, String> changed = new HashMap<>();
    for (int file = 0; file < 20; file++) {
      changed.put("src/Lens%02d.java".formatted(file), "class Lens {}\n");
    }
    for (int pull = 0; pull < 5; pull++) {
      String branch = "light-" + pull;
      int number = github.openPullRequest(REPOSITORY, ADA, branch, "Light", "Fixes #1", changed);
      for (int check = 0; check < 8; check++) {
        github.check(REPOSITORY, branch, "build " + check, check == 7 ? "in_progress" : "success");
      }
      github.requestReview(REPOSITORY, number, ADA, "grace");
      github.review(REPOSITORY, number, "grace", "commented", "Why?");
    }
    eventually(
        () ->
            github.deliveriesSettled()
                && count(
                        database,
                        "select count(*) from mirror_pull_request where mergeable = 'CLEAN'"
                            + " and dirty is null and ask_at is null")
                    == 5);
  }

  private static void write(String view) {
    try {
      Files.writeString(VIEW, view);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
