package dev.pawl.mirror;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file of the queue calls its task: its first line with a letter or digit in it, without
 * what GitHub would not show; or what its front matter, if it has one, gives as the title.
 */
final class TaskTitle {
  private static final int LONGEST = 200;

  /** Data before the text, as static sites have it; of so few lines that it is meant as such. */
  private static final int FRONT_MATTER = 50;

  private static final Pattern TITLE = Pattern.compile("title\\s*:\\s*(.*+)");

  private TaskTitle() {}

  /** Null where no line has any. */
  static @Nullable String of(String text) {
    List<String> lines = withoutComments(text).lines().map(TaskTitle::seen).toList();
    int end = frontMatter(lines);
    return named(lines.subList(0, end))
        .or(() -> lines.subList(end, lines.size()).stream().flatMap(TaskTitle::title).findFirst())
        .orElse(null);
  }

  /** How many lines it has; 0 where there is none. */
  private static int frontMatter(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().equals("---")) {
      return 0;
    }
    List<String> first = lines.subList(1, Math.min(lines.size(), FRONT_MATTER));
    int end = first.indexOf("---");
    boolean data = end > 0 && first.subList(0, end).stream().anyMatch(line -> line.contains(":"));
    return data ? end + 2 : 0;
  }

  private static Optional<String> named(List<String> frontMatter) {
    return frontMatter.stream()
        .map(TITLE::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1).replaceFirst("^([\"'])(.*)\\1$", "$2"))
        .flatMap(TaskTitle::title)
        .findFirst();
  }

  /** Also one that goes over several lines; one that never ends is none. */
  private static String withoutComments(String text) {
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", from)) {
      int close = text.indexOf("-->", open + 2);
      if (close < 0) {
        break;
      }
      left.append(text, from, open);
      from = close + 3;
    }
    return left.append(text, from, text.length()).toString();
  }

  private static String seen(String line) {
    return line.codePoints()
        .filter(point -> !Character.isISOControl(point))
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  /** Without a heading's signs; empty where nothing is left that could be read out. */
  private static Stream<String> title(String line) {
    String plain = line.replaceFirst("^#{1,6}\\s+", "").replaceFirst("\\s+#+$", "").strip();
    if (plain.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Stream.empty();
    }
    return Stream.of(
        plain.length() <= LONGEST
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, LONGEST))));
  }
}
