package dev.pawl.merge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What comes from elsewhere cannot leave its backticks. */
class QuotedProperties {
  @Property
  void anyTextStaysInOneShortSpanOfCode(@ForAll String text) {
    String quoted = Quoted.of(text);
    assertThat(quoted).startsWith("`").endsWith("`").hasSizeBetween(3, 200);
    assertThat(quoted.substring(1, quoted.length() - 1)).doesNotContain("`").isNotBlank();
    assertThat(quoted.codePoints())
        .noneMatch(
            sign -> Character.isISOControl(sign) || Character.getType(sign) == Character.FORMAT);
  }

  @Example
  void whatHidesIsLeftOut() {
    assertThat(Quoted.of("a\u202Eb\u200Bc\nd`e")).isEqualTo("`abc d'e`");
    assertThat(Quoted.of("x".repeat(100))).isEqualTo("`" + "x".repeat(80) + "…`");
    assertThat(Quoted.of("\u0000 \t")).isEqualTo("`(empty)`");
  }
}
