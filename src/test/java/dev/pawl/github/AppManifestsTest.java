package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.store.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub answers to a code, and what is taken of it. */
class AppManifestsTest {
  private static final String WEB = "https://github.example";
  private static final String PEM = pem();

  private static String pem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static ObjectNode answer() {
    return Json.MAPPER
        .createObjectNode()
        .put("id", 7)
        .put("slug", "the-lamp")
        .put("name", "The <Lamp>")
        .put("html_url", WEB + "/apps/the-lamp")
        .put("client_id", "Iv1.1")
        .put("client_secret", "one secret")
        .put("webhook_secret", "another secret")
        .put("pem", PEM)
        .set("owner", Json.MAPPER.createObjectNode().put("login", "acme"));
  }

  private static NewApp made(ObjectNode answer) {
    AppManifests.Outcome outcome = AppManifests.read(answer, WEB);
    assertThat(outcome).isInstanceOf(AppManifests.Outcome.Made.class);
    return ((AppManifests.Outcome.Made) outcome).app();
  }

  @Test
  void allOfItIsTaken() {
    NewApp app = made(answer());

    assertThat(app.id()).isEqualTo(7);
    assertThat(app.slug()).isEqualTo("the-lamp");
    assertThat(app.name()).isEqualTo("The <Lamp>");
    assertThat(app.owner()).isEqualTo("acme");
    assertThat(app.page()).isEqualTo(WEB + "/apps/the-lamp");
    assertThat(app.privateKey().value()).isEqualTo(PEM);
    assertThat(app.clientSecret().value()).isEqualTo("one secret");
    assertThat(app.webhookSecret().value()).isEqualTo("another secret");
    assertThat(app.toString()).doesNotContain("secret\"", "one secret", PEM.substring(40, 80));
  }

  /** GitHub makes no webhook secret where the manifest has no address for deliveries. */
  @Test
  void aWebhookSecretMayBeMissing() {
    assertThat(made(answer().putNull("webhook_secret")).webhookSecret()).isNull();
    assertThat(made(answer().put("webhook_secret", "")).webhookSecret()).isNull();
    assertThat(made(answer().without("webhook_secret")).webhookSecret()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "slug", "pem", "client_secret"})
  void withoutWhatMattersItCannotBeUsed(String field) {
    ObjectNode missing = answer();
    missing.remove(field);
    assertThat(AppManifests.read(missing, WEB)).isInstanceOf(AppManifests.Outcome.Unusable.class);
    assertThat(AppManifests.read(answer().putNull(field), WEB))
        .isInstanceOf(AppManifests.Outcome.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "slug,../../evil",
    "slug,<script>",
    "slug,-",
    "id,-1",
    "id,0",
    "pem,a key",
    "pem,-----BEGIN PRIVATE KEY-----",
    "client_secret,' '"
  })
  void whatIsWrongIsNotTaken(String field, String value) {
    assertThat(AppManifests.read(answer().put(field, value), WEB))
        .isInstanceOf(AppManifests.Outcome.Unusable.class);
  }

  /** People are led there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example/apps/the-lamp",
        "https://github.example.evil.example/",
        "https://github.example@evil.example/",
        "javascript:alert(1)",
        "//evil.example/"
      })
  void aPageElsewhereIsNotLedTo(String page) {
    assertThat(made(answer().put("html_url", page)).page()).isEqualTo(WEB + "/apps/the-lamp");
  }

  @Test
  void aPageOfTheServersOwnFormIs() {
    String page = WEB + "/github-apps/the-lamp";
    assertThat(made(answer().put("html_url", page)).page()).isEqualTo(page);
  }

  @Test
  void longNamesAreCut() {
    assertThat(made(answer().put("name", "x".repeat(5000))).name()).hasSize(100);
  }
}
