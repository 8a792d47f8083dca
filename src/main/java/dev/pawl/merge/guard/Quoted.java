package dev.pawl.merge.guard;

/**
 * A text from elsewhere (a title, a path, the name of a check) as it may stand in a sentence:
 * short, in one line, without what cannot be seen, and between backticks, within which neither HTML
 * nor Markdown, mention nor link means anything.
 */
public final class Quoted {
  private static final int LENGTH = 80;

  private Quoted() {}

  public static String of(String text) {
    return of(text, LENGTH);
  }

  /**
   * @param most how many characters are kept
   */
  public static String of(String text, int most) {
    StringBuilder plain = new StringBuilder();
    int signs = 0;
    boolean more = false;
    for (int at = 0; at < text.length() && !more; ) {
      int sign = text.codePointAt(at);
      at += Character.charCount(sign);
      int shown = shown(sign);
      if (shown != 0 && signs == most) {
        more = true;
      } else if (shown != 0) {
        plain.appendCodePoint(shown);
        signs++;
      }
    }
    String kept = plain.toString().strip();
    return "`" + (kept.isEmpty() ? "(empty)" : kept) + (more ? "…" : "") + "`";
  }

  /** 0 for what is left out: control and format characters turn the reading order, or hide. */
  private static int shown(int sign) {
    if (sign == '`') {
      return '\'';
    }
    if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
      return ' ';
    }
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          0;
      default -> sign;
    };
  }

  /** The first characters of a commit, as people write them. */
  static String sha(String sha) {
    return of(sha.length() > 7 ? sha.substring(0, 7) : sha);
  }
}
