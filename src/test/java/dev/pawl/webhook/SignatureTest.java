package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  /** GitHub's own example. */
  @Test
  void matchesTheExampleOfGitHubsDocumentation() {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    String header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    assertThat(Signature.matches(header, body, List.of("It's a Secret to Everybody"))).isTrue();
    assertThat(Signature.matches(header, body, List.of("another secret"))).isFalse();
  }

  @Test
  void twoSecretsAreValidWhileOneIsReplaced() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    List<String> secrets = List.of("new", "old");

    assertThat(Signature.matches(Webhook.sign(body, "new"), body, secrets)).isTrue();
    assertThat(Signature.matches(Webhook.sign(body, "old"), body, secrets)).isTrue();
    assertThat(Signature.matches(Webhook.sign(body, "older"), body, secrets)).isFalse();
    assertThat(Signature.matches(Webhook.sign(body, "new"), body, List.of())).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea"
      })
  void malformedHeadersNeverMatchAndNeverThrow(String header) {
    assertThat(Signature.matches(header, new byte[0], List.of("secret"))).isFalse();
  }
}
