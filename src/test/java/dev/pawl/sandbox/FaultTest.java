package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest extends Story {
  private static final String ISSUES = "/repos/acme/lamp/issues";

  private Api.Reply open(String title) {
    return app().post(ISSUES, Map.of("title", title));
  }

  @Test
  void a_call_fails_before_the_write() {
    control.failNext(1, "POST", ".*/issues", 500);
    assertThat(open("A").status()).isEqualTo(500);
    assertThat(control.issues(REPO)).isEmpty();
    assertThat(open("B").status()).isEqualTo(201);
    assertThat(control.requests("POST", ".*/issues").stream().map(r -> r.get("wrote").asBoolean()))
        .containsExactly(false, true);
  }

  @Test
  void a_fault_goes_by_what_a_body_says() {
    control.fault(
        Map.of("kind", "fail-before", "method", "POST", "path", ".*/issues", "body", "\"B\""));
    assertThat(open("A").status()).isEqualTo(201);
    assertThat(open("B").status()).isEqualTo(502);
    assertThat(open("B").status()).isEqualTo(201);
  }

  @Test
  void a_call_fails_after_the_write() {
    control.failAfterWrite(1, "POST", ".*/issues", 502);
    assertThat(open("A").status()).isEqualTo(502);
    assertThat(control.issues(REPO)).hasSize(1);
    assertThat(control.requests("POST", ".*/issues").getFirst().get("wrote").asBoolean()).isTrue();
  }

  @Test
  void a_write_lands_late_by_the_worlds_clock() {
    control.landLate(1, "POST", ".*/issues", Duration.ofMinutes(1));
    assertThat(open("A").status()).isEqualTo(504);
    assertThat(control.issues(REPO)).isEmpty();
    control.advanceClock(Duration.ofSeconds(61));
    await().until(() -> control.issues(REPO).size() == 1);
    await().until(() -> control.requests("POST", ".*/issues").getFirst().get("wrote").asBoolean());
  }

  @Test
  void a_call_hangs_and_may_land() {
    Api app = app();
    control.hangNext(1, "POST", ".*/issues", true);
    assertThatThrownBy(
            () -> app.send("POST", ISSUES, Map.of("title", "A"), Map.of(), Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(control.issues(REPO)).hasSize(1);
    assertThat(control.requests("POST", ".*/issues").getFirst().get("status").asInt()).isZero();
  }

  @Test
  void lists_lag_but_the_issue_is_there() {
    control.lagLists(1, Duration.ofMinutes(5));
    open("A");
    assertThat(app().get(ISSUES).json()).isEmpty();
    assertThat(app().get(ISSUES + "/1").status()).isEqualTo(200);
    control.advanceClock(Duration.ofMinutes(6));
    assertThat(app().get(ISSUES).json()).hasSize(1);
  }

  @Test
  void rate_limits_primary_and_secondary() {
    control.primaryRateLimit(1, ".*", ".*/issues", 429);
    Api.Reply primary = open("A");
    assertThat(primary.status()).isEqualTo(429);
    assertThat(primary.header("x-ratelimit-remaining")).isEqualTo("0");
    control.secondaryRateLimit(1, ".*", ".*/issues", Duration.ofSeconds(30));
    Api.Reply secondary = open("A");
    assertThat(secondary.status()).isEqualTo(403);
    assertThat(secondary.header("retry-after")).isEqualTo("30");
    control.secondaryRateLimit(1, ".*", ".*/issues", null);
    assertThat(open("A").header("retry-after")).isNull();
    assertThat(open("A").status()).isEqualTo(201);
  }

  @Test
  void deliveries_are_dropped_doubled_and_delayed() {
    control.dropDeliveries(1);
    control.openIssue(REPO, "ada", "Dropped", "");
    control.doubleDeliveries(1);
    control.openIssue(REPO, "ada", "Doubled", "");
    settled();
    assertThat(titles()).containsExactly("Doubled", "Doubled");
    assertThat(receiver.received().reversed().getFirst().guid())
        .isEqualTo(receiver.received().reversed().get(1).guid());

    control.delayDeliveries(1, Duration.ofMinutes(1));
    control.openIssue(REPO, "ada", "Delayed", "");
    control.openIssue(REPO, "ada", "Next", "");
    await().until(() -> titles().contains("Next"));
    assertThat(titles()).doesNotContain("Delayed");
    control.advanceClock(Duration.ofMinutes(2));
    await().until(() -> titles().contains("Delayed"));
  }

  @Test
  void deliveries_are_reordered() {
    control.reorderDeliveries(1);
    control.openIssue(REPO, "ada", "First", "");
    control.openIssue(REPO, "ada", "Second", "");
    settled();
    assertThat(titles()).containsExactly("Second", "First");
  }

  private List<String> titles() {
    return receiver.received().stream()
        .filter(received -> received.name().equals("issues.opened"))
        .map(received -> received.json().at("/issue/title").asText())
        .toList();
  }
}
