package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.github.AppTable;
import dev.pawl.github.NewApp;
import dev.pawl.store.Secret;
import dev.pawl.testing.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The secrets of an App that was set up are replaced, and no delivery is lost by it. */
@QuarkusTest
@Tag("system")
@Tag("alone")
@TestProfile(FreshPawl.class)
class SetupSecretsStoryTest extends SetupStory {
  private static final String TELLING = "/app/hook/config";
  @Inject AppTable table;

  private SetupBrowser operator;
  private String slug;

  @BeforeEach
  void setUp() {
    operator = operator();
    assertThat(operator.setUp(owner, name()).statusCode()).isEqualTo(303);
    slug = github.app().path("slug").asText();
  }

  private int delivered(String secret) {
    return new Webhook(webhook(), secret).send("ping", UUID.randomUUID(), "{}");
  }

  private HttpResponse<String> replaceWebhookSecret() {
    return operator.post("/setup/secrets/webhook", Map.of());
  }

  /** As if every replica had had its time to read it. */
  private void readByAll() {
    database().execute("update github_app set untold_since = untold_since - interval '1 minute'");
  }

  @Test
  void theWebhookSecretIsReplacedWithoutAGap() {
    String before = github.app().path("webhook_secret").asText();
    assertThat(replaceWebhookSecret().statusCode()).isEqualTo(303);
    assertThat(delivered(before)).isEqualTo(202);
    assertThat(github.requests("PATCH", TELLING)).as("not all have read it").isEmpty();
    assertThat(operator.get("/setup").body()).contains("both are taken");
    assertThat(replaceWebhookSecret().statusCode()).as("one at a time").isEqualTo(409);

    github.failNext(1, "PATCH", TELLING, 500);
    readByAll();
    eventually(
        () -> count("select count(*) as n from github_app where tell_error is not null") == 1);
    assertThat(github.app().path("webhook_secret").asText()).isEqualTo(before);
    assertThat(operator.get("/setup").body()).contains("GitHub answered 500");
    assertThat(delivered(before)).isEqualTo(202);

    database().execute("update github_app set tell_not_before = clock_timestamp()");
    eventually(() -> !github.app().path("webhook_secret").asText().equals(before));
    String now = github.app().path("webhook_secret").asText();
    assertThat(now).matches("[0-9a-f]{64}");
    eventually(() -> count("select count(*) as n from github_app where untold_since is null") == 1);
    assertThat(delivered(now)).isEqualTo(202);
    assertThat(delivered(before)).as("for some time").isEqualTo(202);
    assertThat(operator.get("/setup").body()).contains("the one before is taken until");
    assertThat(
            count(
                "select count(*) as n from github_app where previous_until between"
                    + " now() + interval '23 hours' and now() + interval '25 hours'"))
        .isOne();

    database().execute("update github_app set previous_until = clock_timestamp()");
    eventually(() -> delivered(before) == 401);
    assertThat(delivered(now)).isEqualTo(202);
    assertThat(replaceWebhookSecret().statusCode()).as("the next one").isEqualTo(303);
    assertThat(String.join("\n", operator.seen())).doesNotContain(now, before);
  }

  /** GitHub may make an App without one, and would then sign nothing. */
  @Test
  void aMissingWebhookSecretIsMadeAndTold() {
    long id = github.app().path("id").asLong();
    NewApp without =
        new NewApp(
            id,
            slug,
            slug,
            owner,
            github.url() + "/apps/" + slug,
            "Iv1",
            new Secret(github.app().path("private_key").asText()),
            new Secret("a client secret"),
            null);
    String before = github.app().path("webhook_secret").asText();
    assertThat(table.put(without, id, "a test")).isTrue();
    app.refresh();
    readByAll();
    eventually(() -> !github.app().path("webhook_secret").asText().equals(before));
    assertThat(delivered(github.app().path("webhook_secret").asText())).isEqualTo(202);
  }

  @Test
  void thePrivateKeyIsTriedOutBeforeItIsUsed() {
    String repository = repositoryWithGoal("keyed");
    for (String none : List.of("", "a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END")) {
      HttpResponse<String> answer = operator.post("/setup/secrets/key", Map.of("key", none));
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("not a private key in PEM form").doesNotContain("AAAA");
    }
    String foreign = foreignKey();
    HttpResponse<String> refused = operator.post("/setup/secrets/key", Map.of("key", foreign));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("GitHub does not know the App by this key");
    assertThat(count("select revision as n from github_app")).isOne();

    String key = operator.newKey(slug);
    github.failNext(1, "GET", "/app", 500);
    assertThat(operator.post("/setup/secrets/key", Map.of("key", key)).statusCode())
        .as("not tried out")
        .isEqualTo(409);
    assertThat(operator.post("/setup/secrets/key", Map.of("key", key)).statusCode()).isEqualTo(303);
    assertThat(count("select count(*) as n from audit where what = 'replace private key'")).isOne();

    // The one before is good for nothing by now.
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    String shown = String.join("\n", operator.seen());
    key.lines()
        .filter(line -> line.length() > 40)
        .forEach(l -> assertThat(shown).doesNotContain(l));
  }

  private static String foreignKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String text =
          Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The answer comes too late: nothing is stored, and it is tried again. */
  @Test
  void aLateAnswerOfGitHubsStoresNothing() {
    database().execute("delete from github_app");
    app.refresh();
    var back = operator.create(SetupBrowser.way(operator.begin(owner, name(), "")));
    github.hangNext(1, "POST", "/app-manifests/.*", false);
    HttpResponse<String> late = operator.comeBack(back);
    assertThat(late.statusCode()).isEqualTo(502);
    assertThat(late.body()).contains("GitHub did not answer in time", "Try again");
    assertThat(stored()).isZero();
    assertThat(operator.comeBack(back).statusCode()).isEqualTo(303);
  }

  /** A ciphertext that somebody moves or alters in the database is not taken for a secret. */
  @Test
  void whatWasAlteredInTheDatabaseIsNotUsed() {
    String secret = github.app().path("webhook_secret").asText();
    assertThat(delivered(secret)).isEqualTo(202);
    database()
        .execute("update github_app set webhook_secret = client_secret, revision = revision + 1");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> app.refresh())
        .hasMessageContaining("cannot be opened");
    assertThat(delivered(secret)).as("what is known stays in force").isEqualTo(202);
  }
}
