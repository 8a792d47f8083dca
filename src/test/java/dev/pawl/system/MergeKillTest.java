package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 around a merge, at moments that GitHub and the database hold open from outside: Pawl
 * itself has no part in it. Whatever the moment, one request merges, and all that follows a merge
 * is done once.
 */
class MergeKillTest extends SystemStory {
  private static final String TASK = "planning/issue_queue/pending/dev-light.md";
  private static final String BRANCH = "light";
  private static final String UNDOES = "kind = 'revert-pull-request'";
  private static final String MERGES = "kind = 'merge-pull-request'";

  /** What the database waits for before a merge is claimed. */
  private static final int GATE = 46;

  private String repository = "";
  private int number;
  private PawlProcess first;

  @AfterEach
  void letGo() {
    github.clearFaults();
  }

  /** A pull request that nothing but a running check keeps from being merged. */
  private void almostReady() {
    repository = repositoryWithGoal("lighthouse");
    first = run(pawl());
    deliverTo(first);
    github.createPerson("ada");
    github.createPerson("bob");
    github.permit(repository, "ada", "write");
    github.permit(repository, "bob", "write");
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    settled();
    number =
        github.openPullRequest(
            repository, "ada", BRANCH, "Light", "Fixes #1", Map.of(TASK, "Light it.\n"));
    github.check(repository, BRANCH, "build", "in_progress");
    github.requestReview(repository, number, "ada", "bob");
    eventually(() -> said().contains("Waiting for build"));
    settled();
    github.clearRequests();
  }

  private String said() {
    return ownCheck().at("/output/title").asText();
  }

  private JsonNode ownCheck() {
    List<JsonNode> runs =
        github.checkRuns(repository).stream()
            .filter(run -> run.path("name").asText().equals("Pawl"))
            .toList();
    assertThat(runs).as("one check run a head").hasSizeLessThanOrEqualTo(1);
    return runs.isEmpty() ? github.pullRequest(repository, number).path("none") : runs.getFirst();
  }

  private List<JsonNode> puts() {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge");
  }

  private static Instant at(JsonNode request) {
    return Instant.parse(request.path("at").asText());
  }

  private String mergeState() {
    List<String> states = texts("select state from effect where " + MERGES);
    return states.isEmpty() ? "" : states.getLast();
  }

  /** Another process goes on where the killed one was; what must be at its end. */
  private void isFinishedByAnother(int requests) {
    github.clearFaults();
    PawlProcess second = run(pawl());
    deliverTo(second);
    eventually(
        () -> count("select count(*) from effect where " + MERGES + " and state = 'done'") == 1);
    settled();

    assertThat(github.pullRequest(repository, number).path("merged").asBoolean()).isTrue();
    assertThat(puts()).hasSize(requests);
    assertThat(puts().stream().filter(put -> put.path("wrote").asBoolean())).hasSize(1);
    assertThat(puts().getLast().path("wrote").asBoolean()).as("nothing is sent after it").isTrue();
    assertThat(texts("select state from effect where " + MERGES + " and state <> 'cancelled'"))
        .containsExactly("done");
    assertThat(count("select count(*) from effect where state not in ('done', 'cancelled')"))
        .isZero();
    assertThat(count("select count(*) from delivery where state in ('pending', 'dead')")).isZero();
    assertThat(texts("select state from mirror_pull_request")).containsExactly("merged");

    assertThat(issues(repository).getFirst().path("state").asText()).isEqualTo("closed");
    assertThat(github.comments(repository, 1)).hasSizeLessThanOrEqualTo(1);
    assertThat(github.comments(repository, number)).isEmpty();
    assertThat(ownCheck().path("conclusion").asText()).isEqualTo("success");
    assertThat(said()).contains("is merged");
    assertThat(
            github.requests("DELETE", "/repos/" + repository + "/git/refs/.*").stream()
                .filter(request -> request.path("wrote").asBoolean()))
        .as("the branch is deleted once")
        .hasSize(1);
  }

  /** The merge has landed; its answer never comes, or comes by half, and Pawl dies meanwhile. */
  @ParameterizedTest
  @ValueSource(strings = {"hang", "stall"})
  void M46_killedAfterThePut(String answer) {
    almostReady();
    github.fault(
        Map.of("kind", answer, "times", 99, "method", "PUT", "path", ".*/merge", "lands", true));
    github.check(repository, BRANCH, "build", "success");
    eventually(() -> github.pullRequest(repository, number).path("merged").asBoolean());
    assertThat(mergeState()).isEqualTo("claimed");
    first.kill();
    assertThat(mergeState()).as("nothing was recorded").isEqualTo("claimed");

    isFinishedByAnother(1);
  }

  /** The request was under way, and GitHub never took it. */
  @Test
  void M46_killedWhileThePutIsLost() {
    almostReady();
    github.hangNext(1, "PUT", ".*/merge", false);
    github.check(repository, BRANCH, "build", "success");
    eventually(() -> puts().size() == 1);
    first.kill();
    assertThat(mergeState()).isEqualTo("claimed");
    assertThat(github.pullRequest(repository, number).path("merged").asBoolean()).isFalse();

    isFinishedByAnother(2);
    assertThat(Duration.between(at(puts().getFirst()), at(puts().getLast())))
        .as("it might have landed late, and was looked for twice before it was sent again")
        .isGreaterThan(Duration.ofSeconds(90));
    long looks =
        github.requests("GET", "/repos/" + repository + "/pulls/" + number).stream()
            .filter(look -> at(look).isBefore(at(puts().getLast())))
            .count();
    assertThat(looks).isGreaterThanOrEqualTo(2);
  }

  /**
   * It is stored that the merge is tried, and nothing was sent. Before it sends, Pawl looks at what
   * GitHub still bears; the table that says so is locked for as long as Pawl lives.
   */
  @Test
  void M46_killedBeforeThePut() throws SQLException {
    almostReady();
    execute(
        """
        create function wait_at_gate() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(%d);
          return new;
        end $$;
        create trigger gate after update on effect for each row
          when (new.kind = 'merge-pull-request' and new.state = 'claimed' and old.state = 'planned')
          execute function wait_at_gate();
        """
            .formatted(GATE));
    try (Connection gate = connect();
        Connection budget = connect()) {
      run(gate, "select pg_advisory_lock(" + GATE + ")");
      github.check(repository, BRANCH, "build", "success");
      eventually(() -> waiting("%update effect%"));
      budget.setAutoCommit(false);
      run(budget, "lock table rate_budget in access exclusive mode");
      run(gate, "select pg_advisory_unlock(" + GATE + ")");
      eventually(() -> mergeState().equals("claimed") && waiting("%max(blocked_until)%"));
      first.kill();
      assertThat(puts()).isEmpty();
      budget.rollback();
    }

    isFinishedByAnother(1);
  }

  /** The merge is recorded; the first of what follows it hangs at GitHub when Pawl dies. */
  @Test
  void M46_killedAfterTheRecord() {
    almostReady();
    github.hangNext(99, "POST|PATCH|DELETE", "/repos/.*", false);
    github.check(repository, BRANCH, "build", "success");
    eventually(() -> mergeState().equals("done"));
    eventually(() -> !github.requests("PATCH|DELETE", "/repos/.*").isEmpty());
    first.kill();
    assertThat(github.requests("POST|PATCH|DELETE", "/repos/.*"))
        .noneMatch(request -> request.path("wrote").asBoolean());

    isFinishedByAnother(1);
  }

  private boolean waiting(String statement) {
    return count(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '"
                + statement
                + "' and pid <> pg_backend_pid()")
        > 0;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = Objects.requireNonNull(connection.createStatement())) {
      statement.execute(sql);
    }
  }

  /** What would undo a red merge was made; the answer never comes, and Pawl dies meanwhile. */
  @Test
  void aMergeIsUndoneOnceHoweverPawlDies() {
    almostReady();
    // The task that it brought stays where it is, else there were nothing to be taken back.
    github.fault(
        Map.of(
            "kind",
            "fail-before",
            "times",
            99,
            "method",
            "POST",
            "path",
            "/graphql",
            "body",
            "createCommitOnBranch"));
    github.check(repository, BRANCH, "build", "success");
    eventually(() -> github.pullRequest(repository, number).path("merged").asBoolean());
    eventually(() -> count("select count(*) from merge_receipt where watch = 'open'") == 1);
    github.fault(
        Map.of(
            "kind",
            "hang",
            "times",
            99,
            "method",
            "POST",
            "path",
            "/graphql",
            "body",
            "mutation Revert",
            "lands",
            true));
    String landed = github.pullRequest(repository, number).path("merge_commit_sha").asText();
    github.check(repository, landed, "build", "failure");
    eventually(() -> undoings() == 1);
    first.kill();
    assertThat(texts("select state from effect where " + UNDOES))
        .as("nothing was recorded")
        .containsExactly("claimed");

    github.clearFaults();
    PawlProcess second = run(pawl());
    deliverTo(second);
    eventually(
        () -> count("select count(*) from effect where " + UNDOES + " and state = 'done'") == 1);
    settled();
    assertThat(undoings()).isEqualTo(1);
    assertThat(texts("select state from effect where " + UNDOES)).containsExactly("done");
    assertThat(texts("select watch from merge_receipt")).containsExactly("red");
  }

  private long undoings() {
    return github.pullRequests(repository).stream()
        .filter(pull -> pull.path("title").asText().startsWith("Undo #"))
        .count();
  }
}
