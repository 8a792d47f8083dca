package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever is packed comes out byte for byte. */
class PayloadProperties {
  @Property(tries = 300)
  void comesOutAsItWent(@ForAll @Size(max = 5_000) byte[] received) {
    Payload payload = Payload.of(received);
    assertThat(payload.received()).isEqualTo(received);
    assertThat(payload.size()).isEqualTo(received.length);
    assertThat(payload.bytes().length).isLessThanOrEqualTo(received.length);
  }

  @Example
  void textBecomesSmaller() {
    byte[] text =
        "{\"url\":\"https://api.github.com\"},".repeat(300).getBytes(StandardCharsets.UTF_8);
    Payload payload = Payload.of(text);
    assertThat(payload.packed()).isTrue();
    assertThat(payload.bytes().length).isLessThan(text.length / 10);
    assertThat(payload.received()).isEqualTo(text);
  }

  @Example
  void whatIsTinyStaysAsItIs() {
    assertThat(Payload.of(new byte[] {1, 2, 3}).packed()).isFalse();
    assertThat(Payload.of(new byte[0]).received()).isEmpty();
  }
}
