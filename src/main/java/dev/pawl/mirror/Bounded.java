package dev.pawl.mirror;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text from outside in a form that can be stored: of bearable length, and without the character
 * NUL, which JSON knows and PostgreSQL does not.
 */
public final class Bounded {
  /** Characters of a name. */
  public static final int NAME = 255;

  /** Characters of a title, or of a sentence. */
  public static final int TITLE = 1024;

  static final int URL = 2048;

  /** Git's own limit of a path. */
  static final int PATH = 4096;

  /** GitHub's own limit of a description. */
  static final int BODY = 65_536;

  private static final int MOST_LINES = 100;

  private Bounded() {}

  /**
   * @param text null is empty
   * @param most how many characters are kept
   */
  public static String text(@Nullable String text, int most) {
    if (text == null) {
      return "";
    }
    String clean = text.replace("\u0000", "");
    if (clean.length() <= most) {
      return clean;
    }
    // Not between the two halves of one character.
    int end = Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most;
    return clean.substring(0, end);
  }

  /** The first hundred, one a line, in the given order. */
  static String lines(Collection<?> items) {
    return items.stream()
        .map(item -> text(item.toString(), NAME).replace('\n', ' '))
        .filter(line -> !line.isEmpty())
        .limit(MOST_LINES)
        .collect(Collectors.joining("\n"));
  }
}
