package dev.pawl.effect;

import java.util.regex.Pattern;

/**
 * The message of a commit of Pawl's: one line for people, and a trailer by which it is found again.
 *
 * <p>What stands in the line may come from a file's name, and GitHub obeys words such as {@code
 * fixes #1} on the default branch and calls whom an {@code @} names. So neither is left in one
 * piece.
 *
 * @see <a href="https://git-scm.com/docs/git-interpret-trailers">Trailers</a>
 * @see <a
 *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue">What
 *     closes an issue</a>
 */
final class CommitMessage {
  private static final String TRAILER = "Pawl-Effect: ";

  /** What GitHub shows of a first line before it hides the rest. */
  private static final int LINE = 72;

  private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Z}]+");
  private static final Pattern REFERENCE = Pattern.compile("(#|@|(?i:gh)-|://)(?=[\\p{L}\\p{N}])");

  private CommitMessage() {}

  static String headline(String wished) {
    String line = UNFIT.matcher(wished).replaceAll(" ");
    line = REFERENCE.matcher(line).replaceAll("$1 ").strip();
    if (line.isEmpty()) {
      return "Change planning files";
    }
    if (line.codePointCount(0, line.length()) <= LINE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LINE - 1)).stripTrailing() + "…";
  }

  static String body(String effectKey) {
    return TRAILER + UNFIT.matcher(effectKey).replaceAll(" ");
  }

  /** Whether a message bears the effect's trailer, on a line of its own. */
  static boolean isOf(String message, String effectKey) {
    String trailer = body(effectKey).strip();
    return message.lines().skip(1).map(String::strip).anyMatch(trailer::equals);
  }
}
