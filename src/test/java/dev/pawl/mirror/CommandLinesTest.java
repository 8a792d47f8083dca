package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a text is said to Pawl, and what only looks so. */
class CommandLinesTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("alone", "/pawl status", List.of("/pawl status")),
        Arguments.of("nothing behind it", "/pawl", List.of("/pawl")),
        Arguments.of("in any letters", "/Pawl Pause", List.of("/Pawl Pause")),
        Arguments.of("blanks", "  /pawl   pause\t for  2h ", List.of("/pawl pause for 2h")),
        Arguments.of("between other lines", "Hello\n/pawl status\nbye", List.of("/pawl status")),
        Arguments.of(
            "two, in their order",
            "/pawl hold\r\n\r\n/pawl status",
            List.of("/pawl hold", "/pawl status")),
        Arguments.of("in a list", "- /pawl status\n- b", List.of("/pawl status")),
        Arguments.of(
            "a name as code", "/pawl promote `dev_a_b.md`", List.of("/pawl promote dev_a_b.md")),
        Arguments.of("words that stand out", "/pawl hold **now**", List.of("/pawl hold now")),
        Arguments.of("after a quote", "> yes\n\n/pawl status", List.of("/pawl status")),
        Arguments.of("a comment behind it", "/pawl hold <!-- x -->", List.of("/pawl hold")),
        Arguments.of("another word", "/pawls status", List.of()),
        Arguments.of("not at the beginning", "please /pawl status", List.of()),
        Arguments.of("a path", "src/pawl status", List.of()),
        Arguments.of("fenced", "```\n/pawl merge\n```", List.of()),
        Arguments.of("fenced without an end", "~~~\n/pawl merge", List.of()),
        Arguments.of("indented", "a\n\n    /pawl merge", List.of()),
        Arguments.of("inline code", "`/pawl merge`", List.of()),
        Arguments.of("code over two lines", "`a\n/pawl merge`", List.of()),
        Arguments.of("quoted", "> /pawl merge", List.of()),
        Arguments.of("the quote goes on", "> a\n/pawl merge", List.of()),
        Arguments.of("a quote in a list", "- > /pawl merge", List.of()),
        Arguments.of("a comment", "<!--\n/pawl merge\n-->", List.of()),
        Arguments.of("a comment that never ends", "<!--\n/pawl merge", List.of()),
        Arguments.of("a comment in a line", "a <!-- b\n/pawl merge\n-->", List.of()),
        Arguments.of("html", "<details>\n/pawl merge\n</details>", List.of()),
        Arguments.of("a heading", "# /pawl merge", List.of()),
        Arguments.of("struck out", "~~/pawl merge~~", List.of()),
        Arguments.of("a link", "[/pawl merge](https://example.com)", List.of()),
        Arguments.of("a link's target", "[a]: /pawl\n", List.of()),
        Arguments.of("emphasis over lines", "*a\n/pawl merge*", List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void C3_onlyWhatIsSaidCounts(String name, String text, List<String> said) {
    assertThat(CommandLines.in(text)).as(name).isEqualTo(said);
  }

  @Test
  void C6_tenOfOneTextAtMost() {
    assertThat(CommandLines.in("/pawl status\n\n".repeat(50))).hasSize(CommandLines.MOST);
  }

  @Test
  void oneIsOfBearableLength() {
    assertThat(CommandLines.in("/pawl hold " + "x".repeat(60_000)).getFirst())
        .hasSize(CommandLines.LONGEST);
  }

  @Test
  void whatIsBuiltToTakeLongHasNone() {
    List<String> hostile =
        List.of(
            ">".repeat(30_000) + "\n\n/pawl status",
            "- ".repeat(30_000) + "\n\n/pawl status",
            "[".repeat(60_000) + "\n\n/pawl status",
            "*a_".repeat(20_000) + "\n\n/pawl status",
            "`".repeat(60_000) + "\n\n/pawl status",
            "<a ".repeat(20_000) + "\n\n/pawl status",
            "x".repeat(70_000) + "\n\n/pawl status");
    long begun = System.nanoTime();
    assertThat(hostile).allSatisfy(text -> assertThat(CommandLines.in(text)).isEmpty());
    assertThat((System.nanoTime() - begun) / 1_000_000_000).isLessThan(5);
  }
}
