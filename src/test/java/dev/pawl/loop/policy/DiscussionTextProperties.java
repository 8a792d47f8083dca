package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.mirror.IssueReferences;
import dev.pawl.run.DiscussionFacts;
import dev.pawl.run.DiscussionFacts.Utterance;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever was said, what is told of it hides nothing, acts on nothing and stays in its quote. */
class DiscussionTextProperties {
  private static final Pattern HEADING =
      Pattern.compile("(Description|Comment|Review) by (`[^`]+`|an account that is gone).*:");

  private static final Pattern NOTE =
      Pattern.compile(".* left out(, for want of room)?\\.|Nothing was said about it\\.");

  /** Pieces that are dangerous by themselves, or once something between them is taken out. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "<!--",
            "-->",
            "<!",
            "<",
            "!",
            "--",
            ">",
            "\u200b",
            "\u202e",
            "\ufe0f",
            "\u0000",
            "\ud800",
            "@",
            "@ada",
            "ada",
            "Fixes ",
            "closes: ",
            "resolved",
            "#",
            "#1",
            "1",
            "GH-2",
            "acme/lamp#3",
            "https://github.com/acme/lamp/issues/4",
            "/",
            "pawl",
            "/pawl",
            " ",
            "\t",
            "\n",
            "\r",
            "\u2028",
            "\n\n",
            "```",
            "~~~",
            "`",
            "> ",
            "# ",
            "[x]: ",
            "<details>",
            "</blockquote>",
            "pawl:effect=k",
            "word ");
    return Arbitraries.oneOf(pieces, pieces, pieces, Arbitraries.strings().ofMaxLength(20))
        .list()
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<Utterance>> talks() {
    Arbitrary<Integer> times = Arbitraries.of(1, 1, 1, 300);
    Arbitrary<Utterance> one =
        Combinators.combine(Arbitraries.integers().between(0, 5), texts(), times, texts())
            .as(
                (kind, text, repeated, name) -> {
                  String all = text.repeat(repeated);
                  String said = all.substring(0, Math.min(4096, all.length()));
                  return switch (kind) {
                    case 0 -> Talk.description(Talk.by("ada", said));
                    case 1 -> Talk.stranger("eve", "SECRET" + said);
                    case 2 -> Talk.on(Talk.by("ada", said), name);
                    case 3 -> Talk.review(Talk.by(name, said), name);
                    case 4 -> Talk.bot("lamps", 99, said);
                    default -> Talk.by("ada", said);
                  };
                });
    return one.list().ofMaxSize(12);
  }

  @Property
  void whateverIsSaidStaysInItsQuoteAndWithinItsBound(@ForAll("talks") List<Utterance> said) {
    String told = DiscussionText.of(new DiscussionFacts(true, said, 0), List.of(Talk.AGENT));
    assertThat(told).hasSizeBetween(1, DiscussionText.MOST).doesNotContain("<!", "SECRET");
    assertThat(told)
        .matches(all -> all.lines().allMatch(DiscussionTextProperties::fits), "holds its form");
    assertThat(told.codePoints())
        .noneMatch(sign -> Defused.blank(sign) || (sign != '\n' && sign != '\t' && hides(sign)));
  }

  private static boolean fits(String line) {
    return line.isEmpty()
        || line.equals(">")
        || line.startsWith("> ")
        || HEADING.matcher(line).matches()
        || NOTE.matcher(line).matches();
  }

  private static boolean hides(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Property
  void nothingOfATextActs(@ForAll("texts") String text) {
    String plain = Defused.of(text);
    assertThat(plain).doesNotContainPattern("@\\S").doesNotContainPattern("(?i)(?m)^\\s*/pawl");
    assertThat(plain).doesNotContainPattern("<[A-Za-z/!?]").doesNotContain("]:");
    assertThat(IssueReferences.in(withoutCode(plain), "acme/lamp").closes()).isEmpty();
  }

  /** Whoever looks for references leaves code out, and a word in it then parts nothing. */
  private static String withoutCode(String text) {
    return text.replace('`', '\'').replace("~~~", "'");
  }
}
