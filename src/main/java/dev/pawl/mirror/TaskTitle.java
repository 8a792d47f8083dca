package dev.pawl.mirror;

import org.jspecify.annotations.Nullable;

/** What a file of the queue calls its task: its first line with a letter or digit in it. */
final class TaskTitle {
  private static final int LONGEST = 200;

  private TaskTitle() {}

  /** Null where no line has any. */
  static @Nullable String of(String text) {
    return text.lines()
        .map(TaskTitle::cleaned)
        .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit))
        .findFirst()
        .orElse(null);
  }

  /** Without a heading's signs, and without what cannot be seen. */
  private static String cleaned(String line) {
    String plain =
        line.codePoints()
            .filter(point -> !Character.isISOControl(point))
            .filter(point -> Character.getType(point) != Character.FORMAT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .replaceFirst("^#{1,6}\\s+", "")
            .replaceFirst("\\s+#+$", "")
            .strip();
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, LONGEST)));
  }
}
