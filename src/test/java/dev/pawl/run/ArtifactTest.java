package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Json;
import dev.pawl.store.Packed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text comes back exactly as it was, whatever it is like, and large ones are kept small. */
class ArtifactTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** A text, and whether it is packed. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("empty", "", false),
        Arguments.of("small", "Light the lamp", false),
        Arguments.of("one byte too few", "x".repeat(Artifact.LARGE - 1), false),
        Arguments.of("just enough", "x".repeat(Artifact.LARGE), true),
        Arguments.of("large", "<script>alert(1)</script>\r\n\u0000".repeat(20_000), true),
        // Fewer characters than the limit, and more bytes.
        Arguments.of("multi-byte", "灯台 💡 é ".repeat(80), true),
        Arguments.of("nothing to be gained", unlike(5_000), false));
  }

  /** No four characters of it come twice, or hardly ever. */
  private static String unlike(int length) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(length);
    random.ints(length, ' ', '~').forEach(character -> text.append((char) character));
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTextComesBackExactly(String name, String text, boolean packed) {
    Artifact artifact = Artifact.holding("issue", "#41", text, NOW);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

    assertThat(artifact.hash).isEqualTo(Json.hash(text));
    assertThat(artifact.bytes).isEqualTo(utf8.length);
    assertThat(artifact.packed).isEqualTo(packed);
    byte[] stored = Objects.requireNonNull(artifact.content);
    if (packed) {
      assertThat(stored.length).isLessThan(utf8.length);
    }
    assertThat(new Packed(stored, artifact.packed, utf8.length).plain()).isEqualTo(utf8);
  }

  @Test
  void whatIsOnlyNamedHasNoText() {
    Artifact artifact = Artifact.named("merge", "#42", "0a1b", NOW);
    assertThat(artifact.hash).isEqualTo(Json.hash("0a1b"));
    assertThat(artifact.bytes).isNull();
    assertThat(artifact.content).isNull();
    assertThat(artifact.packed).isFalse();
  }
}
