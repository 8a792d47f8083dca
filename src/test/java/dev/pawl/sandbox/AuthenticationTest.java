package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends Story {
  private int appWith(String pem, String issuer, long issuedIn, long expiresIn) {
    return new Api(sandbox.url(), Api.jwt(pem, issuer, issuedIn, expiresIn)).get("/app").status();
  }

  @Test
  void a_jwt_holds_only_with_the_right_key_issuer_and_times() throws Exception {
    String pem = control.app().get("private_key").asText();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String otherPem =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());

    assertThat(appWith(pem, "1000", -60, 540)).isEqualTo(200);
    assertThat(appWith(otherPem, "1000", -60, 540)).isEqualTo(401);
    assertThat(appWith(pem, "1001", -60, 540)).isEqualTo(401);
    assertThat(appWith(pem, "1000", -700, -10)).isEqualTo(401);
    assertThat(appWith(pem, "1000", -60, 3600)).isEqualTo(401);
    assertThat(appWith(pem, "1000", 300, 540)).isEqualTo(401);
    assertThat(new Api(sandbox.url(), "eyJ.eyJ.x").get("/app").status()).isEqualTo(401);
    assertThat(new Api(sandbox.url(), null).get("/app").status()).isEqualTo(401);
  }

  @Test
  void a_token_lasts_an_hour_and_ends() {
    JsonNode token =
        Api.app(control)
            .post("/app/installations/" + installation + "/access_tokens", Map.of())
            .json();
    Instant expiry = Instant.parse(token.get("expires_at").asText());
    assertThat(expiry)
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(61)));
    assertThat(token.get("token").asText()).startsWith("ghs_").hasSizeGreaterThan(500);
    Api holder = new Api(sandbox.url(), token.get("token").asText());
    assertThat(holder.get("/repos/" + REPO).status()).isEqualTo(200);
    control.expireTokens();
    assertThat(holder.get("/repos/" + REPO).status()).isEqualTo(401);
  }

  @Test
  void a_token_reaches_only_what_it_is_for() {
    control.createPrivateRepository("acme", "vault", Map.of("a", "b"));
    Api limited =
        new Api(
            sandbox.url(),
            Api.app(control)
                .post(
                    "/app/installations/" + installation + "/access_tokens",
                    Map.of(
                        "repositories", List.of("lamp"), "permissions", Map.of("issues", "read")))
                .json()
                .get("token")
                .asText());
    assertThat(limited.get("/repos/acme/vault").status()).isEqualTo(404);
    assertThat(limited.get("/repos/" + REPO + "/issues").status()).isEqualTo(200);
    assertThat(limited.post("/repos/" + REPO + "/issues", Map.of("title", "x")).status())
        .isEqualTo(403);
    assertThat(limited.get("/repos/" + REPO + "/contents/README.md").status()).isEqualTo(403);
    assertThat(limited.get("/installation/repositories").json().get("total_count").asInt())
        .isEqualTo(1);
    assertThat(
            Api.app(control)
                .post(
                    "/app/installations/" + installation + "/access_tokens",
                    Map.of("permissions", Map.of("administration", "write")))
                .status())
        .isEqualTo(422);
  }

  @Test
  void a_suspended_or_removed_installation_is_shut_out() {
    Api app = app();
    control.suspend(installation);
    assertThat(app.get("/repos/" + REPO).status()).isEqualTo(403);
    control.unsuspend(installation);
    assertThat(app.get("/repos/" + REPO).status()).isEqualTo(200);
    control.uninstall(installation);
    assertThat(app.get("/repos/" + REPO).status()).isEqualTo(401);
  }
}
