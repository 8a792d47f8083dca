package dev.pawl.loop.policy;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of somebody else's that may stand in what Pawl writes: people see all that an agent reads,
 * and nothing in it acts. It notifies nobody, closes no issue, is no command and no HTML. What acts
 * is parted by a blank rather than put between backticks, which would end code that is there
 * already; so it stays readable, also where it was code.
 */
public final class Defused {
  /** GitHub hides these as it hides comments, and renders the other tags. */
  private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");

  private static final Pattern MENTION = Pattern.compile("@(?=\\S)");

  /**
   * A closing word and the issue behind it, whatever signs stand between them.
   *
   * @see <a
   *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue">Linking
   *     a pull request to an issue</a>
   */
  private static final Pattern CLOSING =
      Pattern.compile(
          "\\b((?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\\b[^\\w#]++)"
              + "(?:([\\w.-]{1,100}/[\\w.-]{1,100}+)?#|GH-"
              + "|https?://[^\\s/]{1,200}/([\\w.-]{1,100}/[\\w.-]{1,100})/(?:issues|pull)/)(?=\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w./-])/(?=pawl)", Pattern.CASE_INSENSITIVE);

  private static final Pattern GAP = Pattern.compile("\\n(?:[ \\t]*+\\n){2,}+");

  private Defused() {}

  /**
   * Several lines, parted by line feeds; empty when there was nothing to see.
   *
   * @param text of bounded length
   */
  public static String of(String text) {
    String plain = withoutComments(visible(text));
    // Else the definition of a link, which is not shown, could hold a text.
    plain = plain.replace("]:", "] :");
    plain = CLOSING.matcher(plain).replaceAll(Defused::number);
    // After what puts in letters.
    plain = TAG.matcher(plain).replaceAll("< ");
    plain = MENTION.matcher(plain).replaceAll("@ ");
    plain = COMMAND.matcher(plain).replaceAll("/ ");
    return GAP.matcher(plain).replaceAll("\n\n").strip();
  }

  private static String number(MatchResult found) {
    String repository = found.group(2) == null ? found.group(3) : found.group(2);
    String where = repository == null ? "" : repository + " ";
    return Matcher.quoteReplacement(found.group(1) + where + "no. ");
  }

  /** A text without all that is not seen; its lines are parted by line feeds. */
  static String visible(String text) {
    StringBuilder seen = new StringBuilder();
    text.replace("\r\n", "\n")
        .codePoints()
        .map(Defused::shown)
        .filter(sign -> sign != 0)
        .forEach(seen::appendCodePoint);
    return seen.toString();
  }

  /** 0 for what is left out: control and format characters turn the reading order, or hide. */
  private static int shown(int sign) {
    if (sign == '\t') {
      return sign;
    }
    if (sign == '\n' || sign == '\r' || sign == 0x85 || sign == '\f' || sign == 0x0b) {
      return '\n';
    }
    return switch (Character.getType(sign)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          0;
      default -> blank(sign) ? 0 : sign;
    };
  }

  /** Letters and marks that show nothing: joiners, fillers, selectors, and Braille without dots. */
  static boolean blank(int sign) {
    return sign == 0x034f
        || (sign >= 0x115f && sign <= 0x1160)
        || (sign >= 0x17b4 && sign <= 0x17b5)
        || (sign >= 0x180b && sign <= 0x180f)
        || sign == 0x2800
        || sign == 0x3164
        || (sign >= 0xfe00 && sign <= 0xfe0f)
        || sign == 0xffa0
        || (sign >= 0xe0100 && sign <= 0xe01ef);
  }

  /** Also those that only come about where another one was. What never ends is no comment. */
  private static String withoutComments(String text) {
    StringBuilder left = new StringBuilder(text);
    int open = left.indexOf("<!--");
    while (open >= 0) {
      // GitHub takes "<!-->" for a whole one.
      int close = left.indexOf("-->", open + 2);
      if (close < 0) {
        break;
      }
      left.delete(open, close + 3);
      open = left.indexOf("<!--", Math.max(0, open - 3));
    }
    return left.toString();
  }
}
