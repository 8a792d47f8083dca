package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.webhook.GapLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What GitHub never told is found by the reading that comes round in a long while. */
@QuarkusTest
@Tag("system")
class RegularReadingStoryTest extends PullRequestStory {
  private static final String PENDING = "planning/issue_queue/pending/";
  private static final Duration HALF = Duration.ofHours(3);

  @Inject GapLedger ledger;

  @Test
  void anIdleRepositoryCostsOneQueryAnIntervalAndNothingElse() {
    String repository = idle("quiet");
    Instant due = due(repository);
    assertThat(due).isBetween(now().plus(HALF).minusSeconds(60), now().plus(HALF.multipliedBy(3)));
    JsonNode reading = visitor().json("/api/repositories/" + repository + "/work").path("reading");
    assertThat(Instant.parse(reading.path("next").asText())).isEqualTo(due);
    assertThat(Instant.parse(reading.path("read").asText())).isBefore(now());
    assertThat(visitor().get("/repositories/" + repository).body()).contains("regularly again");
    github.clearRequests();

    passUntil(due.minusSeconds(20));
    settled();
    assertThat(ofOwner()).isEmpty();

    passUntil(due.plusSeconds(1));
    eventually(() -> due(repository).isAfter(due));
    settled();
    assertThat(ofOwner()).hasSize(1);
    assertThat(questions()).isOne();
    assertThat(due(repository)).isEqualTo(due.plus(HALF.multipliedBy(2)));

    passUntil(due(repository).plusSeconds(1));
    eventually(() -> due(repository).isAfter(due.plus(HALF.multipliedBy(2))));
    settled();
    assertThat(ofOwner()).hasSize(2);
  }

  @Test
  void L31_untoldPush() {
    String repository = idle("pushed");
    github.untold().commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light up."));
    settled();
    assertThat(ownIssues(repository)).isEmpty();

    comesRound(repository);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void L31_untoldClose() {
    String repository = repositoryWithTask("closed");
    passTime(Duration.ofSeconds(5));
    github.untold().closeIssue(repository, 1, owner);
    settled();
    assertThat(phases(repository)).containsExactly("gap-analysis issued");

    comesRound(repository);
    eventually(() -> phases(repository).contains("gap-analysis cancelled"));
    settled();
    assertThat(reason(repository)).contains("#1 for this goal was closed");
  }

  @Test
  void L31_untoldMerge() {
    String repository = repositoryWithTask("merged");
    int number =
        github.openDraft(
            repository,
            AGENT,
            "copilot/light",
            "Light",
            "Fixes #1",
            Map.of(PENDING + "dev-light.md", "# Light it\n"));
    certain(repository);
    passTime(Duration.ofSeconds(5));
    github.untold().markReady(repository, number, AGENT);
    github.untold().mergePullRequest(repository, number, owner, "merge");
    settled();
    assertThat(phases(repository)).containsExactly("gap-analysis worked");

    comesRound(repository);
    eventually(() -> phases(repository).contains("gap-analysis done"));
    // The loop goes on: the task that was merged becomes the next issue.
    eventually(
        () ->
            ownIssues(repository).stream()
                .anyMatch(issue -> issue.path("title").asText().equals("Light it")));
    settled();
  }

  /** A check's end changes nothing that a list of pull requests would show. */
  @Test
  void whatBecameOfACheckIsFoundAsWell() {
    String repository = repositoryWithTask("checked");
    int number =
        github.openDraft(
            repository,
            AGENT,
            "copilot/light",
            "Light",
            "Fixes #1",
            Map.of(PENDING + "dev-light.md", "# Light it\n"));
    certain(repository);
    github.untold().check(repository, "copilot/light", "build", "failure");
    settled();
    assertThat(others(facts(repository).getFirst())).isEmpty();

    comesRound(repository);
    eventually(() -> !others(facts(repository).getFirst()).isEmpty());
    certain(repository);
    assertThat(row(repository, number).getString("state")).isEqualTo("open");
  }

  @Test
  void whoIsPausedIsNotAskedUntilItIsResumed() {
    String repository = idle("paused");
    Instant due = due(repository);
    assertThat(pause("PUT", repository)).isEqualTo(200);
    settled();
    github.untold().commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light up."));
    github.clearRequests();
    passUntil(due.plus(Duration.ofHours(1)));
    settled();
    assertThat(ofOwner()).isEmpty();
    assertThat(
            visitor()
                .json("/api/repositories/" + repository + "/work")
                .at("/reading/next")
                .isNull())
        .isTrue();

    assertThat(pause("DELETE", repository)).isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
  }

  @Test
  void whoHasSuspendedPawlIsNotAsked() {
    String repository = idle("suspended");
    Instant due = due(repository);
    github.suspend(github.installationOf(owner));
    settled();
    github.clearRequests();
    passUntil(due.plusSeconds(1));
    settled();
    assertThat(ofOwner()).isEmpty();
  }

  @Test
  void theLastOfTheHourIsKeptForWhatCannotWait() {
    String repository = idle("frugal");
    Instant due = due(repository);
    Instant hour = due.plusSeconds(1800);
    budget(300, hour);
    github.clearRequests();
    passUntil(due.plusSeconds(1));
    eventually(() -> due(repository).isAfter(due));
    settled();
    assertThat(ofOwner()).isEmpty();
    assertThat(due(repository)).isBetween(hour, hour.plus(Duration.ofMinutes(5)));

    passUntil(due(repository).plusSeconds(1));
    eventually(() -> questions() == 1);
    settled();
  }

  /** What is known goes on to count while GitHub does not answer. */
  @Test
  void aReadingThatFailsHoldsNothingUpAndIsTriedAgain() {
    String repository = repositoryWithTask("failing");
    Instant due = due(repository);
    github.failNext(1, "POST", "/graphql", 502);
    passUntil(due.plusSeconds(1));
    eventually(() -> due(repository).isAfter(due));
    settled();
    assertThat(reason(repository)).contains("#1");
    github.untold().closeIssue(repository, 1, owner);

    passTime(Duration.ofSeconds(31));
    eventually(() -> phases(repository).contains("gap-analysis cancelled"));
    settled();
  }

  @Test
  void aDeliveryThatIsLostHasItsRepositoryReadAtOnce() {
    String repository = idle("lost");
    github.dropDeliveries(1);
    github.failNext(1, "GET", "/app/hook/deliveries/[0-9]+", 404);
    github.failNext(1, "POST", "/app/hook/deliveries/[0-9]+/attempts", 422);
    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light up."));
    eventually(() -> github.deliveriesSettled());
    assertThat(ownIssues(repository)).isEmpty();

    ledger.lookNow();
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    database().execute("update gap_delivery set state = 'healed' where state = 'lost'");
  }

  /** GitHub keeps its list for three days. */
  @Test
  void whenTheListWasOutOfReachForTooLongAllAreReadSoon() {
    String repository = idle("away");
    assertThat(due(repository)).isAfter(now().plus(Duration.ofHours(2)));
    ledger.lookNow();
    lookedAt();
    database()
        .execute(
            "update gap_scan set compared_until = $1",
            now().minus(Duration.ofDays(4)).atOffset(ZoneOffset.UTC));
    github.untold().commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light up."));

    ledger.lookNow();
    eventually(() -> due(repository).isBefore(now().plus(Duration.ofMinutes(31))));
    passUntil(due(repository).plusSeconds(1));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
  }

  /** Nothing is ever written: it is forgotten by none, since GitHub may know one day. */
  @Test
  void M11_whatGitHubDoesNotKnowForLongGoesOnByItself() {
    String repository = repositoryWithTask("unknown");
    github.withhold(10_000, "repository.pullRequest.mergeStateStatus", null);
    int number =
        github.openDraft(
            repository,
            AGENT,
            "copilot/light",
            "Light",
            "Fixes #1",
            Map.of(PENDING + "dev-light.md", "# Light it\n"));
    github.check(repository, "copilot/light", "build", "success");
    github.createPerson(owner + "-ada");
    github.permit(repository, owner + "-ada", "write");
    github.requestReview(repository, number, AGENT, owner + "-ada");
    for (int hours = 0; hours < 8; hours++) {
      passTime(Duration.ofHours(1));
      settled();
    }
    assertThat(github.pullRequest(repository, number).path("merged").asBoolean()).isFalse();
    assertThat(reason(repository)).contains("GitHub");

    // Nobody tells that it knows by now.
    github.clearFaults();
    eventually(
        () -> {
          passTime(Duration.ofMinutes(10));
          settled();
          return github.pullRequest(repository, number).path("merged").asBoolean();
        });
  }

  /** A repository without a goal, settled. */
  private String idle(String name) {
    String repository = repository(name, Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    return repository;
  }

  private void comesRound(String repository) {
    passUntil(due(repository).plusSeconds(1));
  }

  private void passUntil(Instant time) {
    Duration rest = Duration.between(now(), time);
    if (!rest.isNegative()) {
      passTime(rest);
    }
  }

  private Instant now() {
    return clock().instant();
  }

  private Instant due(String repository) {
    for (Row row :
        database()
            .execute(
                "select reread_at from lane where name = $1", "repo:" + repositoryId(repository))) {
      OffsetDateTime at = row.getOffsetDateTime("reread_at");
      return at == null ? Instant.EPOCH : at.toInstant();
    }
    return Instant.EPOCH;
  }

  /** What was asked for this story's owner; others' repositories have their time as well. */
  private List<JsonNode> ofOwner() {
    String caller = "installation:" + installation();
    return github.requests().stream()
        .filter(request -> request.path("caller").asText().equals(caller))
        .toList();
  }

  private long installation() {
    return count("select max(id) as n from mirror_installation where account = '" + owner + "'");
  }

  private void budget(int remaining, Instant until) {
    database()
        .execute(
            """
            insert into rate_budget (installation_id, resource, "limit", remaining, reset_at, seen_at)
            values ($1, 'graphql', 5000, $2, $3, now())
            on conflict (installation_id, resource) do update
              set "limit" = 5000, remaining = $2, reset_at = $3
            """,
            installation(),
            remaining,
            until.atOffset(ZoneOffset.UTC));
  }

  private int pause(String method, String repository) {
    return visitor()
        .api(method, "/api/repositories/" + repository + "/pause", Map.of("why", "A rest"))
        .statusCode();
  }

  private List<String> phases(String repository) {
    List<String> phases = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select kind || ' ' || state as t from phase where repository_id = $1 order by id",
                repositoryId(repository))) {
      phases.add(row.getString("t"));
    }
    return phases;
  }

  private void lookedAt() {
    eventually(
        () ->
            count(
                    "select count(*) as n from gap_scan where started_at is null and next_at > '"
                        + now()
                        + "'")
                == 1);
  }

  private Visitor visitor() {
    return new Visitor(webhook());
  }
}
