package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Secrets;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 10: whatever is logged, at whatever level, no secret is in it. */
@QuarkusTest
@TestProfile(SecrecyStoryTest.Everything.class)
class SecrecyStoryTest extends Story {
  private static final String OPERATOR = "the-operators-token-of-tests";
  private static final String PASSWORD = "the-database-password-of-tests";
  private static final String PREVIOUS = "the-webhook-secret-before";
  private static final String CANARY = "the-canary-in-the-log";

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Capture capture;

  /** Everything is logged, to the capture only. */
  public static final class Everything implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.log.min-level", "TRACE",
          "quarkus.log.level", "TRACE",
          "quarkus.log.console.level", "WARN",
          "quarkus.log.category.\"io.quarkus.hibernate\".level", "TRACE",
          "quarkus.log.category.\"org.flywaydb\".level", "TRACE",
          "quarkus.log.category.\"org.hibernate.orm.session\".level", "TRACE",
          "pawl.operator.required", "true",
          "pawl.operator.token", OPERATOR,
          "pawl.github.webhook-secret-previous", PREVIOUS);
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Password.class));
    }
  }

  /** A password to look for; the tests' PostgreSQL takes any. */
  public static final class Password implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of("quarkus.datasource.password", PASSWORD);
    }

    @Override
    public int order() {
      return 100;
    }

    @Override
    public void stop() {}
  }

  /** Writes down every record with its message, parameters and thrown messages. */
  private static final class Capture extends Handler {
    private final Path file;
    private final PrintWriter out;
    private final AtomicLong traces = new AtomicLong();

    Capture() {
      try {
        file = Files.createTempFile("pawl-secrecy", ".log");
        BufferedWriter writer = Files.newBufferedWriter(file);
        out = new PrintWriter(writer);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord logged) {
      if (logged.getLevel().intValue() <= Level.FINER.intValue()) {
        traces.incrementAndGet();
      }
      out.println(logged.getLevel() + " " + logged.getLoggerName() + " " + logged.getMessage());
      if (logged instanceof org.jboss.logmanager.ExtLogRecord whole) {
        out.println(whole.getFormattedMessage() + " " + whole.getMdcCopy());
      }
      if (logged.getParameters() != null) {
        out.println(Arrays.toString(logged.getParameters()));
      }
      if (logged.getThrown() != null) {
        logged.getThrown().printStackTrace(out);
      }
    }

    @Override
    public synchronized void flush() {
      out.flush();
    }

    @Override
    public synchronized void close() {
      out.close();
    }
  }

  @BeforeEach
  void listen() {
    capture = new Capture();
    root().addHandler(capture);
    github.recordBodies(true);
  }

  @AfterEach
  void listenNoMore() throws IOException {
    github.recordBodies(false);
    root().removeHandler(capture);
    capture.close();
    Files.delete(capture.file);
  }

  @Test
  void noSecretIsEverLogged() throws IOException, InterruptedException {
    Logger.getLogger("canary").tracef("%s %s", "secret:", CANARY + "-1");
    Logger.getLogger("canary").trace("thrown", new IllegalStateException(CANARY + "-2"));
    github.expireTokens();
    String repository = repositoryWithGoal("secret");
    github.failAfterWrite(1, "POST", "/repos/.*/issues", 500);
    github.install(owner);
    eventually(() -> count("select count(*) as n from effect where state = 'unknown'") == 1);
    // A token that is not taken any more is asked for anew.
    github.expireTokens();
    passTime(Duration.ofSeconds(61));
    eventually(() -> ownIssues(repository).size() == 1);
    eventually(() -> count("select count(*) as n from effect where state <> 'done'") == 0);
    settled();
    byte[] body = "{".getBytes(StandardCharsets.UTF_8);
    Webhook sender = new Webhook(webhook(), SandboxResource.SECRET);
    assertThat(sender.send("issues", UUID.randomUUID(), "{")).isEqualTo(202);
    assertThat(
            sender.send(
                sender.request(
                    "issues", UUID.randomUUID(), body, Webhook.sign(body, "a wrong one"))))
        .isEqualTo(401);
    String session = signIn();
    assertThat(get("/", "Cookie", session).statusCode()).isEqualTo(200);
    assertThat(get("/effects", "Authorization", "Bearer " + OPERATOR).statusCode()).isEqualTo(200);
    assertThat(get("/effects", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(get("/effects/x", "Authorization", "Bearer " + OPERATOR).statusCode())
        .isGreaterThanOrEqualTo(400);

    Secrets secrets =
        new Secrets()
            .addKey(github.app().path("private_key").asText())
            .add("the webhook's secret", SandboxResource.SECRET)
            .add("the webhook's secret before", PREVIOUS)
            .add("the operator's token", OPERATOR)
            .add("the person's token", SandboxResource.PERSON_TOKEN)
            .add("the operator's session", session.substring(session.indexOf('=') + 1))
            .add("the database's password", PASSWORD);
    assertThat(secrets.addTokens(github)).isGreaterThanOrEqualTo(2);
    root().removeHandler(capture);
    capture.flush();

    assertThat(capture.traces).hasValueGreaterThan(100);
    assertThat(found(new Secrets().add("the canary", CANARY))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(found(new Secrets().add("the client's own", "CREATE_ISSUE Unknown"))).isNotEmpty();
    assertThat(found(secrets)).isEmpty();
  }

  private List<String> found(Secrets secrets) throws IOException {
    try (var lines = Files.lines(capture.file)) {
      return secrets.in(lines).distinct().limit(20).toList();
    }
  }

  /** The session's cookie, as a browser would get it. */
  private String signIn() throws IOException, InterruptedException {
    String csrf = cookie(get("/login", "Accept", "text/html"), "pawl-csrf");
    String form =
        "csrf="
            + csrf.substring(csrf.indexOf('=') + 1)
            + "&token="
            + URLEncoder.encode(OPERATOR, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(page("/login"))
                .header("Cookie", csrf)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(303);
    return cookie(answer, "pawl-session");
  }

  private HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(page(path)).header(header, value).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI page(String path) {
    return webhook().resolve(path);
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.split(";", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  private static java.util.logging.Logger root() {
    return LogManager.getLogManager().getLogger("");
  }
}
