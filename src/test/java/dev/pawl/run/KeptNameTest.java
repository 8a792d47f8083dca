package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptNameTest {
  @ParameterizedTest
  @CsvSource({
    "a.md, 1, a.md",
    "a.md, 2, a-2.md",
    "one/a.md, 12, one/a-12.md",
    "a, 2, a-2",
    ".md, 2, -2.md",
    "x.md/a.md, 2, x.md/a-2.md"
  })
  void aNameThatWasUsedBeforeHasANumber(String name, int number, String kept) {
    assertThat(KeptName.of(name, number)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "🎉"})
  void noFileSystemRefusesIt(String sign) {
    String longest = sign.repeat(252 / sign.getBytes(StandardCharsets.UTF_8).length) + ".md";
    String kept = KeptName.of("folder/" + longest, 17);

    assertThat(kept).startsWith("folder/" + sign).endsWith("-17.md");
    assertThat(kept.substring("folder/".length()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(255);
    assertThat(kept).doesNotContain("?");
  }

  @Test
  void theNameItselfIsNotTouched() {
    String name = "a".repeat(400) + ".md";
    assertThat(KeptName.of(name, 1)).isEqualTo(name);
  }
}
