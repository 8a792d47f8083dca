package dev.pawl.command.line;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any line has a meaning, or is said to have none. */
class WishParserProperties {
  @Property(tries = 300)
  void anyLineIsRead(@ForAll String text) {
    assertThat(WishParser.parse("/pawl " + text)).isNotNull();
  }

  /** Lines of that which means something to a command line. */
  @Property(tries = 500)
  void anyWordsAreRead(@ForAll("words") String text) {
    assertThat(WishParser.parse("/pawl " + text)).isNotNull();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "pause",
            "hold",
            "link",
            "create",
            "issue",
            "replay",
            "assign",
            "help",
            "for",
            "2h",
            "999w",
            "--drain",
            "--drain=x",
            "-d",
            "--",
            "-",
            "@file",
            "@",
            "${sys:user.home}",
            "#1",
            "-1",
            "\"",
            "'",
            "\\",
            "=",
            "--help",
            "-h",
            "--version",
            "\u0000",
            "é")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join(" ", words));
  }
}
