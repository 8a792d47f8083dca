package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          #41 waits | <a href="https://hub/acme/light/issues/41">#41</a> waits
          `a.md` is missing | <code>a.md</code> is missing
          `#41` and `<b>` | <code>#41</code> and <code>&lt;b&gt;</code>
          <b>#4</b> | &lt;b&gt;<a href="https://hub/acme/light/issues/4">#4</a>&lt;/b&gt;
          one ` alone #0 &#39; | one ` alone #0 &amp;#39;
          """)
  void aSentenceIsEscapedWhateverItNames(String sentence, String html) {
    assertThat(References.linked(sentence, "https://hub", "acme", "light").getValue())
        .isEqualTo(html);
  }

  @ParameterizedTest
  @CsvSource({"#41 has `a`, #41 has <code>a</code>", "<i>, &lt;i&gt;"})
  void withoutARepositoryNothingIsLinked(String sentence, String html) {
    assertThat(References.said(sentence).getValue()).isEqualTo(html);
  }
}
