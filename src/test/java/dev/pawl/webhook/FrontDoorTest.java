package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.store.Database;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.RawConnection;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door over real connections: what it takes, what it refuses, and its limits. */
@QuarkusTest
@TestProfile(FrontDoorTest.TwoSecrets.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SandboxResource.class)
class FrontDoorTest {
  private static final String PREVIOUS = "the-secret-before";
  private static final int MEGABYTE = 1024 * 1024;
  private static final int LARGEST = 25 * MEGABYTE;
  private static final byte[] BODY = "{\"action\":\"started\"}".getBytes(StandardCharsets.UTF_8);

  @TestHTTPResource("/webhook")
  URI target;

  @Inject Database database;
  @Inject Inbox inbox;
  @Inject MeterRegistry metrics;

  private UUID guid;

  /** A secret that is just being replaced. */
  public static final class TwoSecrets implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("pawl.github.webhook-secret-previous", PREVIOUS);
    }
  }

  @BeforeEach
  void begin() {
    guid = UUID.randomUUID();
  }

  @Test
  void aSignedDeliveryIsStoredBeforeItsAnswer() {
    RawConnection.Answer answer = post(headers(BODY), BODY);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    Row row = delivery();
    assertThat(row.getString("event")).isEqualTo("watch");
    assertThat(row.getInteger("bytes")).isEqualTo(BODY.length);
    assertThat(inbox.payload(guid)).isEqualTo(BODY);
  }

  @Test
  void theSecretBeforeIsValidToo() {
    Map<String, String> headers = headers(BODY);
    headers.put("X-Hub-Signature-256", Webhook.sign(BODY, PREVIOUS));

    assertThat(post(headers, BODY).status()).isEqualTo(202);
    assertThat(delivery().getString("event")).isEqualTo("watch");
  }

  static List<String> wrongSignatures() {
    String right = Webhook.sign(BODY, SandboxResource.SECRET);
    return List.of(
        Webhook.sign(BODY, "another secret"),
        Webhook.sign("{}".getBytes(StandardCharsets.UTF_8), SandboxResource.SECRET),
        "",
        " ",
        "sha256=",
        right.substring(0, right.length() - 1),
        right + "0",
        right.substring("sha256=".length()),
        right.toUpperCase(Locale.ROOT),
        right.replace("sha256=", "sha1="),
        right.substring(0, right.length() - 1) + "g",
        right.substring(0, right.length() - 2) + "é",
        "sha256=" + "0".repeat(64),
        "sha256=" + "a".repeat(10_000),
        "sha256='; drop table delivery; --");
  }

  @ParameterizedTest
  @MethodSource("wrongSignatures")
  void aWrongSignatureIsRefused(String signature) {
    Map<String, String> headers = headers(BODY);
    headers.put("X-Hub-Signature-256", signature);

    assertThat(post(headers, BODY).status()).isIn(400, 401);
    assertThat(stored()).isZero();
  }

  /** Upper case says the same bytes; whoever can say them knows the secret. */
  @Test
  void upperCaseDigitsOfTheRightSignatureAreTheRightSignature() {
    Map<String, String> headers = headers(BODY);
    String digits = headers.get("X-Hub-Signature-256").substring("sha256=".length());
    headers.put("X-Hub-Signature-256", "sha256=" + digits.toUpperCase(Locale.ROOT));

    assertThat(post(headers, BODY).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-GitHub-Event", "X-GitHub-Delivery", "X-Hub-Signature-256", "Content-Type"})
  void eachHeaderIsNeeded(String missing) {
    Map<String, String> headers = headers(BODY);
    headers.remove(missing);

    assertThat(post(headers, BODY).status()).isEqualTo(400);
    assertThat(stored()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "json",
        ";",
        ""
      })
  void onlyJsonIsTaken(String type) {
    Map<String, String> headers = headers(BODY);
    headers.put("Content-Type", type);

    assertThat(post(headers, BODY).status()).isEqualTo(400);
    assertThat(stored()).isZero();
  }

  @Test
  void aCharsetDoesNotHarm() {
    Map<String, String> headers = headers(BODY);
    headers.put("Content-Type", "Application/JSON; charset=utf-8");

    assertThat(post(headers, BODY).status()).isEqualTo(202);
  }

  static List<String> hostile() {
    return List.of(
        "",
        "1",
        "not-a-guid",
        "00000000-0000-0000-0000-00000000000g",
        "' or 1=1; drop table delivery; --   ",
        "'; drop table delivery; --",
        "<script>alert(1)</script>",
        "../../../../../../../../etc/passwd  ",
        "{00000000-0000-0000-0000-000000000000}",
        "é".repeat(36),
        "a".repeat(10_000),
        "-".repeat(36),
        "$1 %s %n ${jndi:ldap://localhost/}  ");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileGuidIsRefused(String hostile) {
    Map<String, String> headers = headers(BODY);
    headers.put("X-GitHub-Delivery", hostile);
    long before = count("select count(*) as n from delivery");

    assertThat(post(headers, BODY).status()).isEqualTo(400);
    assertThat(count("select count(*) as n from delivery")).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileEventIsNeverAnError(String hostile) {
    Map<String, String> headers = headers(BODY);
    headers.put("X-GitHub-Event", hostile);

    assertThat(post(headers, BODY).status()).isIn(202, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HACK"})
  void onlyPostIsTaken(String method) {
    try (RawConnection connection = new RawConnection(target)) {
      RawConnection.Answer answer = connection.head(method, "/webhook", Map.of()).answer();

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("allow", "POST");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"repository\":{\"name\":\"x\"",
        "no json",
        "[]",
        "null",
        "{\"repository\":{\"id\":99999999999999999999999}}",
        "{\"repository\":{\"id\":-7}}",
        "{\"repository\":\"\\u0000\"}",
        "\u0000"
      })
  void whatNamesNoLaneGoesToTheLaneOfTheApp(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);

    assertThat(post(headers(body), body).status()).isEqualTo(202);
    assertThat(delivery().getString("lane")).isEqualTo("app");
  }

  @Test
  void whatBreaksAfterItsRepositoryGoesToThatRepositorysLane() {
    byte[] body = "{\"repository\":{\"id\":7},\"sender\":".getBytes(StandardCharsets.UTF_8);

    assertThat(post(headers(body), body).status()).isEqualTo(202);
    assertThat(delivery().getString("lane")).isEqualTo("repo:7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"repository\":", "{\"repository\":{\"id\":7},\"sender\":"})
  void brokenJsonBecomesADeadLetterWithItsReason(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = headers(body);
    headers.put("X-GitHub-Event", "issues");

    assertThat(post(headers, body).status()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> delivery().getString("state").equals("dead"));
    assertThat(delivery().getString("error")).isNotBlank();
  }

  @Test
  void aDeepPayloadHarmsNothing() {
    byte[] body = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(post(headers(body), body).status()).isEqualTo(202);
    assertThat(delivery().getString("lane")).isEqualTo("app");
  }

  @Test
  void aGuidTwiceIsOneDelivery() {
    byte[] other = "{\"action\":\"another\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(post(headers(BODY), BODY).status()).isEqualTo(202);
    assertThat(post(headers(BODY), BODY).status()).isEqualTo(202);
    assertThat(post(headers(other), other).status()).isEqualTo(202);

    assertThat(stored()).isOne();
    assertThat(count("select count(*) as n from delivery_payload where guid = '" + guid + "'"))
        .isOne();
    assertThat(inbox.payload(guid)).isEqualTo(BODY);
  }

  /** Long ones are verified elsewhere, and not less. */
  @Test
  void aWrongSignatureOfALongPayloadIsRefused() {
    byte[] body = padded(MEGABYTE);
    Map<String, String> headers = headers(body);
    headers.put("X-Hub-Signature-256", Webhook.sign(body, "a wrong one"));

    assertThat(post(headers, body).status()).isEqualTo(401);
    assertThat(count("select count(*) as n from delivery where guid = '" + guid + "'")).isZero();
  }

  @Test
  void theLargestPayloadIsTaken() {
    byte[] body = padded(LARGEST);

    assertThat(post(headers(body), body).status()).isEqualTo(202);
    assertThat(delivery().getInteger("bytes")).isEqualTo(LARGEST);
  }

  @ParameterizedTest
  @ValueSource(longs = {LARGEST + 1L, 40L * MEGABYTE, 1L << 40, Long.MAX_VALUE})
  void aLargerOneIsRefusedByItsDeclaredLength(long length) {
    Map<String, String> headers = headers(BODY);
    headers.put("Content-Length", Long.toString(length));
    try (RawConnection connection = new RawConnection(target)) {
      // Nothing of the body is sent: the length alone is enough.
      assertThat(connection.head("POST", "/webhook", headers).answer().status()).isEqualTo(413);
    }
  }

  @Test
  void aLargerOneIsRefusedWhileItComes() {
    Map<String, String> headers = headers(BODY);
    headers.remove("Content-Length");
    headers.put("Transfer-Encoding", "chunked");
    try (RawConnection connection = new RawConnection(target)) {
      connection.head("POST", "/webhook", headers);
      byte[] chunk = padded(MEGABYTE);
      try {
        for (int sent = 0; sent <= 25; sent++) {
          connection.chunk(chunk);
        }
      } catch (UncheckedIOException closedMeanwhile) {
        // The answer is there to be read all the same.
      }
      assertThat(connection.answer().status()).isEqualTo(413);
    }
    assertThat(stored()).isZero();
    nothingIsUnderWay();
  }

  @Test
  void chunksAreTaken() {
    Map<String, String> headers = headers(BODY);
    headers.remove("Content-Length");
    headers.put("Transfer-Encoding", "chunked");
    try (RawConnection connection = new RawConnection(target)) {
      connection.head("POST", "/webhook", headers);
      connection.chunk(Arrays.copyOf(BODY, 3));
      connection.chunk(Arrays.copyOfRange(BODY, 3, BODY.length)).chunk(new byte[0]);

      assertThat(connection.answer().status()).isEqualTo(202);
    }
    assertThat(inbox.payload(guid)).isEqualTo(BODY);
  }

  @Test
  void tooMuchAtOnceIsRefusedAndTakenAgainAfterwards() {
    byte[] large = padded(24 * MEGABYTE);
    Map<String, String> headers = headers(large);
    try (RawConnection one = new RawConnection(target);
        RawConnection two = new RawConnection(target);
        RawConnection three = new RawConnection(target)) {
      // Two that are all but complete leave no room for a third.
      List.of(one, two)
          .forEach(
              connection ->
                  connection.head("POST", "/webhook", headers).bytes(large, 0, large.length - 1));
      await().atMost(Duration.ofSeconds(8)).until(() -> underWay() == 2 * (large.length - 1L));
      three.head("POST", "/webhook", headers);
      try {
        three.bytes(large);
      } catch (UncheckedIOException closedMeanwhile) {
        // The answer is there to be read all the same.
      }
      assertThat(three.answer().status()).isEqualTo(503);

      // One ends well, one breaks off; both make room.
      assertThat(one.bytes(large, large.length - 1, 1).answer().status()).isEqualTo(202);
      two.close();
    }
    nothingIsUnderWay();
    assertThat(stored()).isOne();
    guid = UUID.randomUUID();
    assertThat(post(headers(large), large).status()).isEqualTo(202);
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUp() {
    try (RawConnection connection = new RawConnection(target)) {
      connection.head("POST", "/webhook", headers(BODY)).bytes(BODY, 0, 5);

      assertThat(connection.answer().status()).isEqualTo(408);
    }
    nothingIsUnderWay();
  }

  private RawConnection.Answer post(Map<String, String> headers, byte[] body) {
    try (RawConnection connection = new RawConnection(target)) {
      return connection.head("POST", "/webhook", headers).bytes(body).answer();
    }
  }

  private Map<String, String> headers(byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", Integer.toString(body.length));
    headers.put("X-GitHub-Event", "watch");
    headers.put("X-GitHub-Delivery", guid.toString());
    headers.put("X-Hub-Signature-256", Webhook.sign(body, SandboxResource.SECRET));
    return headers;
  }

  /** JSON of exactly this length, out of many small values as GitHub's own payloads are. */
  private static byte[] padded(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[length - 1] = '}';
    return body;
  }

  private void nothingIsUnderWay() {
    await().atMost(Duration.ofSeconds(20)).until(() -> underWay() == 0);
  }

  private long underWay() {
    return (long) metrics.get("pawl_webhook_bytes_under_way").gauge().value();
  }

  private Row delivery() {
    return database.execute("select * from delivery where guid = $1", guid).iterator().next();
  }

  private long stored() {
    return count("select count(*) as n from delivery where guid = '" + guid + "'");
  }

  private long count(String sql) {
    return database.execute(sql).iterator().next().getLong("n");
  }
}
