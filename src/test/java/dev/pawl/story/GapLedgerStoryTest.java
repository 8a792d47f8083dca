package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.Story;
import dev.pawl.webhook.GapLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What never came is found at GitHub and worked on, once. */
@QuarkusTest
@Tag("system")
class GapLedgerStoryTest extends Story {
  private static final String DELIVERY = "/app/hook/deliveries/[0-9]+";
  private static final String ATTEMPTS = DELIVERY + "/attempts";

  @Inject GapLedger ledger;
  private long first;

  @BeforeEach
  void count() {
    first = count("select coalesce(max(github_id), 0) as n from gap_delivery");
  }

  @Test
  void aDeliveryThatNeverCameIsReadFromGitHub() {
    String repository = repositoryWithGoal("gap");
    github.dropDeliveries(1);
    github.install(owner);
    eventually(() -> github.deliveriesSettled());
    assertThat(state(repository)).isEmpty();

    ledger.lookNow();
    eventually(() -> ownIssues(repository).size() == 1);
    settled();

    assertThat(gaps("healed")).isOne();
    assertThat(issueCreations(repository)).isOne();
    assertThat(github.requests("POST", ATTEMPTS)).isEmpty();
    ledger.lookNow();
    lookedAt();
    assertThat(gaps("healed")).as("found once").isOne();
  }

  @Test
  void hundredsAreHealedOverManyPagesAndNoneTwice() {
    String repository = repositoryWithGoal("many");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    int missing = 230;
    for (int i = 0; i < missing; i++) {
      github.openIssue(repository, owner, "missed " + i, "");
    }
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    long before = count("select count(*) as n from delivery");

    ledger.lookNow();
    for (int batch = 0; batch < 8; batch++) {
      int wanted = Math.min(missing, (batch + 1) * 40);
      eventually(() -> gaps("healed") >= wanted);
      passTime(Duration.ofSeconds(3));
    }
    settled();

    assertThat(gaps("healed")).isEqualTo(missing);
    assertThat(gaps("missed")).isZero();
    assertThat(count("select count(*) as n from delivery")).isEqualTo(before + missing);
    Set<String> read = new HashSet<>();
    for (JsonNode request : github.requests("GET", DELIVERY)) {
      assertThat(read.add(request.path("path").asText())).isTrue();
    }
    assertThat(read).hasSize(missing);
    assertThat(
            count(
                "select count(*) as n from mirror_issue where title like 'missed %'"
                    + " and repository_id = "
                    + repositoryId(repository)))
        .isEqualTo(missing);
  }

  @Test
  void aThrottledOneIsWaitedFor() {
    String repository = repositoryWithGoal("held");
    github.throttleDeliveries(1, "installation", Duration.ofMinutes(20));
    github.install(owner);

    ledger.lookNow();
    eventually(() -> gaps("missed") == 1);
    lookedAt();
    assertThat(github.requests("GET", DELIVERY)).isEmpty();
    passTime(Duration.ofMinutes(21));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    ledger.lookNow();
    eventually(() -> gaps("healed") == 1);
    assertThat(github.requests("GET", DELIVERY)).isEmpty();
  }

  @Test
  void oneThatIsHeldBackForTooLongIsReadAfterAll() {
    String repository = repositoryWithGoal("stuck");
    github.throttleDeliveries(1, "installation", Duration.ofHours(9));
    github.install(owner);
    ledger.lookNow();
    eventually(() -> gaps("missed") == 1);
    lookedAt();
    passTime(Duration.ofMinutes(61));
    eventually(() -> ownIssues(repository).size() == 1);
    // It comes after all, and is known.
    passTime(Duration.ofHours(8));
    settled();
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void withoutAPayloadGitHubIsAskedToDeliverAnew() {
    String repository = repositoryWithGoal("asked");
    github.dropDeliveries(1);
    github.failNext(1, "GET", DELIVERY, 404);
    github.install(owner);
    eventually(() -> github.deliveriesSettled());

    ledger.lookNow();
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    ledger.lookNow();
    eventually(() -> gaps("healed") == 1);
    assertThat(github.requests("POST", ATTEMPTS)).hasSize(1);
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void whatCannotBeHadAnyMoreIsLostAndShown() {
    repositoryWithGoal("lost");
    github.dropDeliveries(1);
    github.failNext(1, "GET", DELIVERY, 404);
    github.failNext(1, "POST", ATTEMPTS, 422);
    github.install(owner);
    eventually(() -> github.deliveriesSettled());

    ledger.lookNow();
    eventually(() -> gaps("lost") == 1);
    assertThat(body("/")).contains("It never came and is lost");
    assertThat(body("/ledger")).contains("GitHub does not deliver it anew");
    database().execute("update gap_delivery set state = 'healed' where state = 'lost'");
  }

  @Test
  void theLastOfTheAppsHourIsKept() {
    String repository = repositoryWithGoal("frugal");
    github.dropDeliveries(1);
    github.rateLimits(40, 5000);
    try {
      github.install(owner);
      eventually(() -> github.deliveriesSettled());
      database()
          .execute(
              """
              insert into rate_budget (installation_id, resource, "limit", remaining, reset_at, seen_at)
              values (0, 'core', 40, 3, $1, now())
              on conflict (installation_id, resource) do update
                set "limit" = 40, remaining = 3, reset_at = $1
              """,
              clock().instant().plusSeconds(1800).atOffset(ZoneOffset.UTC));
      ledger.lookNow();
      eventually(() -> wakeReason().contains("is kept for what cannot wait"));
      assertThat(github.requests("GET", "/app/hook/deliveries.*")).isEmpty();
      passTime(Duration.ofMinutes(31));
      eventually(() -> ownIssues(repository).size() == 1);
    } finally {
      github.rateLimits(5000, 5000);
    }
  }

  private String wakeReason() {
    String reason =
        database()
            .execute("select wake_reason from lane where name = 'app'")
            .iterator()
            .next()
            .getString("wake_reason");
    return reason == null ? "" : reason;
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

  /** Of this story's account: others' are found as well, and do not count. */
  private long gaps(String state) {
    return count(
        "select count(*) as n from gap_delivery where state = '"
            + state
            + "' and github_id > "
            + first);
  }

  private String body(String path) {
    return io.restassured.RestAssured.given().accept("text/html").get(path).asString();
  }
}
