package dev.pawl.settings;

import java.util.Locale;

/**
 * A pattern with stars, without regard to case. Not a regular expression: patterns come from a
 * repository's settings, and one that never ends would hold its lane. This takes at most the
 * product of both lengths.
 *
 * @param folders whether a single star stays within one folder, as in paths; two cross them
 */
public record Wildcard(String pattern, boolean folders) {
  public static boolean text(String pattern, String text) {
    return new Wildcard(pattern, false).fits(text.strip());
  }

  public static boolean path(String pattern, String path) {
    return new Wildcard(pattern, true).fits(path);
  }

  private boolean fits(String text) {
    int first = pattern.indexOf('*');
    if (first < 0) {
      return pattern.equalsIgnoreCase(text);
    }
    // What stands before the first star and after the last one tells most apart at once.
    int end = pattern.length() - pattern.lastIndexOf('*') - 1;
    if (!text.regionMatches(true, 0, pattern, 0, first)
        || !text.regionMatches(true, text.length() - end, pattern, pattern.length() - end, end)) {
      return false;
    }
    String signs = pattern.toLowerCase(Locale.ROOT);
    String given = text.toLowerCase(Locale.ROOT);
    // Whether what was read of the pattern so far fits the first n characters.
    boolean[] fits = new boolean[given.length() + 1];
    fits[0] = true;
    for (int at = 0; at < signs.length(); at++) {
      if (signs.charAt(at) != '*') {
        after(signs.charAt(at), given, fits);
        continue;
      }
      boolean two = at + 1 < signs.length() && signs.charAt(at + 1) == '*';
      at += two ? 1 : 0;
      afterStar(given, fits, folders && !two);
    }
    return fits[given.length()];
  }

  private static void after(char sign, String given, boolean[] fits) {
    for (int end = fits.length - 1; end > 0; end--) {
      fits[end] = fits[end - 1] && given.charAt(end - 1) == sign;
    }
    fits[0] = false;
  }

  private static void afterStar(String given, boolean[] fits, boolean within) {
    boolean reached = false;
    for (int end = 0; end < fits.length; end++) {
      boolean crossed = within && end > 0 && given.charAt(end - 1) == '/';
      reached = fits[end] || (reached && !crossed);
      fits[end] = reached;
    }
  }
}
