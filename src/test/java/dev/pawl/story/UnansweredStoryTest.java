package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GitHub takes a write and never says so: not with a head, or not with a whole body. */
@QuarkusTest
@Tag("system")
@Tag("alone")
@TestProfile(UnansweredStoryTest.Impatient.class)
class UnansweredStoryTest extends Story {
  private static final String ISSUES = "/repos/.*/issues";

  /** Nobody wants to wait for half a minute in a test. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("pawl.github.timeout", "1s");
    }
  }

  @Test
  void aWriteWithoutAnAnswerIsFoundOut() {
    String repository = repositoryWithGoal("hangs");
    github.hangNext(1, "POST", ISSUES, true);
    oneIssueAfterAll(repository);
  }

  @Test
  void anAnswerThatNeverEndsIsNoAnswer() {
    String repository = repositoryWithGoal("stalls");
    github.stallNext(1, "POST", ISSUES);
    oneIssueAfterAll(repository);
  }

  /** Invariant 7: however long GitHub takes, no transaction is open meanwhile. */
  @Test
  void noTransactionWaitsForGitHub() throws InterruptedException {
    String first = repositoryWithGoal("first");
    long installation = github.install(owner, first);
    // The first transactions of a young process take their time.
    eventually(() -> state(first).equals("Waiting"));
    settled();
    String repository = repositoryWithGoal("slow");
    github.hangNext(1, "POST", "/graphql", true);
    github.hangNext(1, "POST", ISSUES, true);
    github.addRepositories(installation, repository);
    long seen = 0;
    while (state(repository).isEmpty() || seen < 30) {
      assertThat(openTransactions()).isEmpty();
      seen++;
      TimeUnit.MILLISECONDS.sleep(50);
    }
    passTime(Duration.ofSeconds(61));
    eventually(() -> state(repository).equals("Waiting"));
    assertThat(github.requests("POST", "/graphql|" + ISSUES).stream())
        .filteredOn(request -> request.path("status").asInt() == 0)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  private List<String> openTransactions() {
    List<String> open = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                """
                select state || ': ' || query as what from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                  and xact_start < clock_timestamp() - interval '400 milliseconds'
                """)) {
      open.add(row.getString("what"));
    }
    return open;
  }

  private void oneIssueAfterAll(String repository) {
    // Else the webhooks of the new issue would tell at once.
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    github.install(owner);
    eventually(() -> reason(repository).contains("is being checked"));
    passTime(Duration.ofSeconds(61));
    eventually(() -> state(repository).equals("Waiting") && reason(repository).contains("#1"));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(ownIssues(repository)).hasSize(1);
  }
}
