package dev.pawl.run;

import dev.pawl.mirror.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the text of an issue may be given to an agent as it reads now. A pure function.
 *
 * <p>GitHub lets nobody edit an issue of an App who may not write to the repository. So an edit is
 * a wish of its people and stands, as long as the text still says what every task of Pawl's says:
 * whose it is, what is not to be touched and what is to come of it; and as long as people can see
 * all that an agent reads.
 */
final class AlteredText {
  /** What every issue of Pawl's has: what its pull request may touch, and what it must bring. */
  private static final List<String> KEPT = List.of("Constraints", "Output");

  private static final Pattern SECTION = Pattern.compile("(?m)^## ");
  private static final Pattern HIDDEN = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");
  private static final Pattern OWN = Pattern.compile("<!-- pawl:effect=[^>]* -->");

  private AlteredText() {}

  /**
   * Empty where an agent may read it.
   *
   * @param issue its number
   * @param key of the effect that made it
   * @param original what that effect wrote, without its marker
   * @param found what stands there now
   * @param hash names what stands there now
   */
  static Optional<AlteredTextFacts> of(
      int issue, String key, String original, String found, String hash) {
    String whole = original + "\n\n" + Marker.of(key);
    String now = lines(found);
    return now.equals(lines(whole))
        ? Optional.empty()
        : wrong(key, lines(original), now)
            .map(
                what ->
                    new AlteredTextFacts("The text of #" + issue + " " + what + ".", hash, whole));
  }

  /** Whoever edits in a browser sends other line ends. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private static Optional<String> wrong(String key, String original, String now) {
    Matcher own = OWN.matcher(now);
    List<String> markers = new ArrayList<>();
    while (own.find()) {
      markers.add(own.group());
    }
    if (!markers.equals(List.of(Marker.of(key)))) {
      return Optional.of("has lost the hidden line by which Pawl knows it, or has another one");
    }
    String visible = OWN.matcher(now).replaceAll("");
    Matcher hidden = HIDDEN.matcher(visible);
    while (hidden.find()) {
      // What a file of the queue has hidden was hidden when its task was taken up.
      if (!original.contains(hidden.group())) {
        return Optional.of("has a part that nobody sees");
      }
    }
    for (String heading : KEPT) {
      if (!section(visible, heading).startsWith(section(original, heading))) {
        return Optional.of("does not say any more what it said under “" + heading + "”");
      }
    }
    return Optional.empty();
  }

  /**
   * The last of its name, as far as the next heading of its kind: a task may have one of that name
   * too, and it stands before. Empty where there is none.
   */
  private static String section(String text, String name) {
    String heading = "## " + name + "\n";
    int begin = ("\n" + text).lastIndexOf("\n" + heading);
    if (begin < 0) {
      return "";
    }
    Matcher next = SECTION.matcher(text);
    int end = next.find(begin + heading.length()) ? next.start() : text.length();
    return text.substring(begin, end).strip();
  }
}
