package dev.pawl.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.mirror.Marker;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text is longer than GitHub takes it, and none loses its marker. */
class TextLimitsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "🎉", "\n", "a🎉"})
  void aTextOfAnyLengthFitsWithItsMarker(String sign) {
    String text = TextLimits.marked(sign.repeat(70_000), "development:1:2");

    assertThat(text).hasSizeLessThanOrEqualTo(65_536).hasSizeGreaterThan(65_500);
    assertThat(Marker.in(text)).contains("development:1:2");
    assertThat(text).contains("It is cut off here");
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .as("no half of a character is left")
        .isEqualTo(text);
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    String marker = "\n\n" + Marker.of("k");
    String most = "a".repeat(65_536 - marker.length());

    assertThat(TextLimits.marked(most, "k")).isEqualTo(most + marker);
    assertThat(TextLimits.marked(most + "a", "k")).hasSize(65_536).doesNotContain("aa\n\n<!--");
    assertThat(TextLimits.title("a".repeat(256))).hasSize(256).doesNotContain("…");
    assertThat(TextLimits.title("a".repeat(257))).hasSize(256).endsWith("…");
    assertThat(TextLimits.summary("a".repeat(65_535))).doesNotContain("…");
    assertThat(TextLimits.summary("a".repeat(65_536))).hasSize(65_535).contains("…");
  }
}
