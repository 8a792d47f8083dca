package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text brings the reader of commands down, or makes it say more than it may. */
class CommandLinesProperties {
  @Property(tries = 500)
  void anyTextIsRead(@ForAll String text) {
    bounded(CommandLines.in(text));
    bounded(CommandLines.in(text + "\n\n/pawl " + text));
  }

  /** Texts of that which means something to Markdown. */
  @Property(tries = 1_000)
  void anyMarkdownIsRead(@ForAll("markdown") String text) {
    bounded(CommandLines.in(text));
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            "/pawl", " merge", "\n", "\n\n", "> ", "- ", "1. ", "`", "```\n", "~~~", "<!--", "-->",
            "<a>", "</a>", "<div>\n", "[x]", "(y)", "*", "_", "**", "~~", "    ", "\t", "\\", "#",
            "&amp;", "|", "a", "\r", "\u0000", "\ud83d")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static void bounded(List<String> lines) {
    assertThat(lines.size()).isLessThanOrEqualTo(CommandLines.MOST);
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.length()).isLessThanOrEqualTo(CommandLines.LONGEST);
              assertThat(line).startsWithIgnoringCase("/pawl").doesNotContain("\n", "\u0000");
            });
  }
}
