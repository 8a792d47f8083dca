package dev.pawl.effect;

import dev.pawl.mirror.Marker;

/**
 * The last net under texts that go to GitHub: no write is refused for its length, whatever made it
 * so long. Those who write a text see to it before that it is shortened where that does no harm.
 *
 * <p>GitHub counts characters, and Java halves of some; so nothing is too long that is not here.
 */
public final class TextLimits {
  /** Of an issue, a comment and a pull request. */
  static final int BODY = 65_536;

  static final int TITLE = 256;

  /**
   * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Check runs</a>
   */
  static final int SUMMARY = 65_535;

  private static final String CUT = "\n\n… It is cut off here, since GitHub takes no longer text.";

  private TextLimits() {}

  /** The text with the effect's hidden marker, which is never what is cut off. */
  public static String marked(String body, String effectKey) {
    String end = "\n\n" + Marker.of(effectKey);
    return cut(body, BODY - end.length(), CUT) + end;
  }

  static String title(String title) {
    return cut(title, TITLE, "…");
  }

  static String summary(String summary) {
    return cut(summary, SUMMARY, CUT);
  }

  private static String cut(String text, int most, String sign) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - sign.length();
    // Not between the two halves of one character.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + sign;
  }
}
