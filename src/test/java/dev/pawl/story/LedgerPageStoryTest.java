package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.Story;
import dev.pawl.webhook.GapLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger's page says of what never came, day by day. */
@QuarkusTest
class LedgerPageStoryTest extends Story {
  private static final Pattern ROW =
      Pattern.compile("<tr><th scope=\"row\">(\\d{4}-\\d{2}-\\d{2})</th>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)</td>");

  @Inject GapLedger ledger;
  private long first;

  @BeforeEach
  void count() {
    first = count("select coalesce(max(github_id), 0) as n from gap_delivery");
  }

  @AfterEach
  void forget() {
    // Other stories look at what is lost, and count days of their own.
    database().execute("update gap_delivery set state = 'healed' where github_id > $1", first);
  }

  @Test
  void whatGitHubGivesNoMoreAfterThreeDaysIsLostAndShown() {
    String repository = repository("old", Map.of("README.md", "# no goal yet"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "push"));
    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light up the coast."));
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    JsonNode push = github.deliveries("push").getLast();
    github.fault(
        Map.of(
            "kind",
            "fail-before",
            "percent",
            100,
            "status",
            502,
            "method",
            "GET",
            "path",
            at(push)));

    ledger.lookNow();
    eventually(() -> !github.requests("GET", at(push)).isEmpty());
    eventually(() -> gaps("missed", "error is not null") == 1);
    assertThat(body("/ledger")).doesNotContain("GitHub keeps deliveries for three days");
    shift(Duration.ofDays(-3).minusHours(1));
    passTime(Duration.ofSeconds(31));
    eventually(() -> gaps("lost", "true") == 1);

    String page = body("/ledger");
    assertThat(page).contains(push.path("guid").asText());
    assertThat(page).contains("GitHub keeps deliveries for three days.");
    assertThat(body("/")).contains("It never came and is lost");
    // What it told is read instead.
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aDaysRowCountsWhatCameWhatWasMissedAndHowItEnded() {
    String repository = repositoryWithGoal("days");
    ledger.lookNow();
    lookedAt();
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    int came = acknowledged().size();
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    github.openIssue(repository, owner, "missed for long", "");
    passTime(Duration.ofMinutes(10));
    github.openIssue(repository, owner, "missed", "");
    github.openIssue(repository, owner, "lost", "");
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    String lost = at(github.deliveries("issues", "opened").getLast());
    github.failNext(1, "GET", lost, 404);
    github.failNext(1, "POST", lost + "/attempts", 422);
    passTime(Duration.ofMinutes(12));

    ledger.lookNow();
    eventually(() -> gaps("healed", "true") == 2 && gaps("lost", "true") == 1);
    settled();
    List<UUID> acknowledged = acknowledged();
    assertThat(acknowledged).hasSize(came);

    // All of it is put on a day of its own, on which other stories count nothing.
    LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(40);
    LocalDate before = on(later);
    came(acknowledged, later);
    try {
      assertThat(row(later))
          .containsExactly(
              grouped(came + 3),
              grouped(came),
              grouped(came + 2),
              "3",
              "2",
              "1",
              "12 min",
              "22 min");
      // So long ago the deliveries would be dropped; what is left of them is no number of the day.
      LocalDate earlier = LocalDate.now(ZoneOffset.UTC).minusDays(8);
      on(earlier);
      came(acknowledged, earlier);
      assertThat(row(earlier))
          .containsExactly("unknown", "unknown", "unknown", "3", "2", "1", "12 min", "22 min");
    } finally {
      on(before);
      came(acknowledged, LocalDate.now(ZoneOffset.UTC));
    }
  }

  private static String at(JsonNode delivery) {
    return "/app/hook/deliveries/" + delivery.path("id").asText();
  }

  /** What came by itself of this story's account. */
  private List<UUID> acknowledged() {
    return github.deliveries().stream()
        .filter(one -> one.path("status_code").asInt() == 202)
        .filter(one -> one.path("payload").toString().contains("\"login\":\"" + owner + "\""))
        .map(one -> UUID.fromString(one.path("guid").asText()))
        .distinct()
        .toList();
  }

  /** Puts this story's gaps to noon of a day; tells on which they were. */
  private LocalDate on(LocalDate day) {
    Instant at =
        database()
            .execute("select min(delivered_at) as at from gap_delivery where github_id > $1", first)
            .iterator()
            .next()
            .getOffsetDateTime("at")
            .toInstant();
    shift(Duration.between(at, day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private void shift(Duration by) {
    database()
        .execute(
            """
            update gap_delivery set delivered_at = delivered_at + make_interval(secs => $2),
              ended_at = ended_at + make_interval(secs => $2)
            where github_id > $1
            """,
            first,
            (double) by.toSeconds());
  }

  private void came(List<UUID> deliveries, LocalDate day) {
    database()
        .execute(
            "update delivery set received_on = $2 where guid = any($1)",
            deliveries.toArray(UUID[]::new),
            day);
  }

  /** The cells of a day. */
  private List<String> row(LocalDate day) {
    return ROW.matcher(body("/ledger"))
        .results()
        .filter(row -> row.group(1).equals(day.toString()))
        .map(MatchResult::group)
        .flatMap(row -> CELL.matcher(row).results().map(cell -> cell.group(1)))
        .toList();
  }

  private static String grouped(int number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }

  private void lookedAt() {
    eventually(
        () ->
            count(
                    "select count(*) as n from gap_scan where started_at is null and next_at > '"
                        + clock().instant()
                        + "'")
                == 1);
  }

  /** Of this story: others' are found as well, and do not count. */
  private long gaps(String state, String where) {
    return count(
        "select count(*) as n from gap_delivery where state = '%s' and github_id > %d and %s"
            .formatted(state, first, where));
  }

  private static String body(String path) {
    return RestAssured.given().accept("text/html").get(path).asString();
  }
}
