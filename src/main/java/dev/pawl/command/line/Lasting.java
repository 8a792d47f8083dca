package dev.pawl.command.line;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long, and why, as in {@code for 2h30m the release}.
 *
 * @param length null: that was not said
 */
record Lasting(@Nullable Duration length, String reason) {
  private static final Pattern WHOLE =
      Pattern.compile("(?:\\d{1,4}(?:w|d|h|min|m)){1,5}", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART =
      Pattern.compile("(\\d{1,4})(w|d|h|min|m)", Pattern.CASE_INSENSITIVE);

  /** A {@code for} without a length behind it belongs to the reason. */
  static Lasting of(List<String> words) {
    boolean said =
        words.size() > 1
            && words.getFirst().equalsIgnoreCase("for")
            && WHOLE.matcher(words.get(1)).matches();
    return said
        ? new Lasting(length(words.get(1)), String.join(" ", words.subList(2, words.size())))
        : new Lasting(null, String.join(" ", words));
  }

  private static Duration length(String text) {
    Duration length = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      length =
          length.plus(
              switch (part.group(2).toLowerCase(Locale.ROOT)) {
                case "w" -> Duration.ofDays(7 * number);
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofMinutes(number);
              });
    }
    return length;
  }
}
