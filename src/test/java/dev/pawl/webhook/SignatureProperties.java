package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Webhook;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SignatureProperties {
  private static final List<String> SECRETS = List.of("secret");

  @Property
  void anotherByteMoreBreaksIt(@ForAll byte[] body, @ForAll byte other) {
    String header = Webhook.sign(body, "secret");
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    longer[body.length] = other;

    assertThat(Signature.matches(header, body, SECRETS)).isTrue();
    assertThat(Signature.matches(header, longer, SECRETS)).isFalse();
  }

  @Property
  void anotherDigitBreaksIt(
      @ForAll byte[] body,
      @ForAll @IntRange(max = 63) int place,
      @ForAll @IntRange(min = 1, max = 15) int by) {
    StringBuilder header = new StringBuilder(Webhook.sign(body, "secret"));
    int at = "sha256=".length() + place;
    int digit = (Character.digit(header.charAt(at), 16) + by) % 16;
    header.setCharAt(at, Character.forDigit(digit, 16));

    assertThat(Signature.matches(header.toString(), body, SECRETS)).isFalse();
  }

  @Property
  void noTextIsASignatureOrAnError(@ForAll String header, @ForAll byte[] body) {
    assertThat(Signature.matches(header, body, SECRETS)).isFalse();
    assertThat(Signature.matches("sha256=" + header, body, SECRETS)).isFalse();
  }
}
