package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GitHub answers late, wrongly, or not at all. */
@QuarkusTest
@Tag("system")
class LossStoryTest extends Story {
  private static final String ISSUES = "/repos/.*/issues";

  @Test
  void L44_lateWrite() {
    String repository = repositoryWithGoal("late");
    github.landLate(1, "POST", ISSUES, Duration.ofSeconds(40));
    github.install(owner);

    eventually(() -> reason(repository).contains("is being checked"));
    passTime(Duration.ofSeconds(45));
    eventually(() -> ownIssues(repository).size() == 1);
    passTime(Duration.ofSeconds(30));
    eventually(() -> state(repository).equals("Waiting") && reason(repository).contains("#1"));
    passTime(Duration.ofMinutes(10));
    settled();

    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aServerErrorAfterTheWriteIsFoundOut() {
    String repository = repositoryWithGoal("after");
    github.failAfterWrite(1, "POST", ISSUES, 500);
    github.install(owner);

    eventually(() -> effect(repository).equals("unknown"));
    passTime(Duration.ofSeconds(61));
    eventually(() -> effect(repository).equals("done"));
    settled();

    assertThat(issueCreations(repository)).isOne();
    assertThat(ownIssues(repository)).hasSize(1);
  }

  @Test
  void aServerErrorBeforeTheWriteIsTriedAgainAfterTwoLooks() {
    String repository = repositoryWithGoal("before");
    github.failNext(1, "POST", ISSUES, 502);
    github.install(owner);

    eventually(() -> reason(repository).contains("is being checked"));
    passTime(Duration.ofSeconds(61));
    eventually(
        () ->
            count("select count(*) as n from effect where probes = 1 and state = 'unknown'") == 1);
    passTime(Duration.ofSeconds(31));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();

    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aListThatLagsDoublesNothing() {
    String repository = repositoryWithGoal("lagging");
    github.failAfterWrite(1, "POST", ISSUES, 500);
    // Longer than settling, shorter than settling and the second look.
    github.lagLists(1, Duration.ofSeconds(75));
    github.install(owner);

    eventually(() -> effect(repository).equals("unknown"));
    passTime(Duration.ofSeconds(61));
    eventually(
        () ->
            count("select count(*) as n from effect where probes = 1 and state = 'unknown'") == 1);
    passTime(Duration.ofSeconds(31));
    eventually(() -> effect(repository).equals("done"));
    settled();

    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aWriteThatLandsAfterAllLooksIsClosedAsADouble() {
    String repository = repositoryWithGoal("verylate");
    github.landLate(1, "POST", ISSUES, Duration.ofSeconds(400));
    github.install(owner);

    eventually(() -> effect(repository).equals("unknown"));
    passTime(Duration.ofSeconds(61));
    eventually(
        () ->
            count("select count(*) as n from effect where probes = 1 and state = 'unknown'") == 1);
    passTime(Duration.ofSeconds(31));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    passTime(Duration.ofSeconds(400));
    eventually(() -> ownIssues(repository).size() == 2);

    eventually(() -> states(repository).equals(List.of("open", "closed")));
    settled();
    assertThat(reason(repository)).contains("#1");
    assertThat(
            count(
                "select count(*) as n from effect e join mirror_repository r on r.id = e.repository_id"
                    + " where e.key like '%close-double:%' and e.state = 'done' and r.owner = '"
                    + owner
                    + "'"))
        .isEqualTo(2);
  }

  /** Open or closed, by number. */
  private List<String> states(String repository) {
    return ownIssues(repository).stream()
        .sorted(Comparator.comparingInt(issue -> issue.path("number").asInt()))
        .map(issue -> issue.path("state").asText())
        .toList();
  }

  @Test
  void anIssueWaitsUntilItsLabelIsKnownToBeThere() {
    String repository = repositoryWithGoal("labelled");
    github.failNext(1, "POST", "/repos/.*/labels", 502);
    github.install(owner);

    eventually(() -> reason(repository).contains("Whether it was written is unknown"));
    settled();
    assertThat(issueCreations(repository)).isZero();
    passTime(Duration.ofSeconds(61));
    eventually(
        () ->
            count("select count(*) as n from effect where probes = 1 and state = 'unknown'") == 1);
    passTime(Duration.ofSeconds(31));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();

    assertThat(
            github.requests("POST", "/repos/" + repository + "/(labels|issues)").stream()
                .filter(request -> request.path("wrote").asBoolean())
                .map(request -> request.path("path").asText().replaceAll(".*/", "")))
        .containsExactly("labels", "issues");
  }

  @Test
  void aRateLimitIsWaitedForWithoutAThread() {
    String repository = repositoryWithGoal("limited");
    github.secondaryRateLimit(1, "POST", ISSUES, Duration.ofSeconds(90));
    github.install(owner);

    eventually(() -> reason(repository).contains("rate limit"));
    settled();
    assertThat(issueCreations(repository)).isZero();
    passTime(Duration.ofSeconds(91));

    eventually(() -> ownIssues(repository).size() == 1);
    assertThat(issueCreations(repository)).isOne();
  }

  /** How far the gap-analysis issue's effect is. */
  private String effect(String repository) {
    String[] parts = repository.split("/", 2);
    for (Row row :
        database()
            .execute(
                """
                select e.state from effect e join mirror_repository r on r.id = e.repository_id
                where r.owner = $1 and r.name = $2 and e.kind = 'create-issue'
                """,
                parts[0],
                parts[1])) {
      return row.getString("state");
    }
    return "";
  }
}
