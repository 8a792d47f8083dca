package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes values of a settings file as what they must be, or says what is wanted instead. */
final class Value {
  private static final Pattern PATH =
      Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+(/[^/\\\\:*?\"<>|\\p{Cntrl}]+)*");
  // https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
  private static final Pattern LOGIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-_]{0,38})(\\[bot])?");
  private static final int LABEL = 50;
  private static final int PATTERN = 100;
  private static final int LINE = 300;
  private static final int STARS = 5;
  private static final int ENTRIES = 50;

  private Value() {}

  static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new Refused("a text is wanted here.");
    }
    return value.textValue();
  }

  static String path(JsonNode value) {
    String path = text(value);
    if (path.length() > 200 || !PATH.matcher(path).matches() || path.contains("..")) {
      throw new Refused("a path inside the repository is wanted, without `..`.");
    }
    return path;
  }

  static String login(JsonNode value) {
    String login = text(value);
    if (!LOGIN.matcher(login).matches()) {
      throw new Refused("the login of a GitHub account is wanted.");
    }
    return login;
  }

  static String label(JsonNode value) {
    String label = text(value);
    if (label.isBlank() || label.length() > LABEL) {
      throw new Refused("a label of 1 to " + LABEL + " characters is wanted.");
    }
    return label;
  }

  static boolean yes(JsonNode value) {
    if (!value.isBoolean()) {
      throw new Refused("`true` or `false` is wanted.");
    }
    return value.booleanValue();
  }

  static int number(JsonNode value, int most) {
    return number(value, 1, most);
  }

  static int number(JsonNode value, int least, int most) {
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new Refused("a whole number from " + least + " to " + most + " is wanted.");
    }
    return value.intValue();
  }

  /** One of an enum's values, by the name that its {@code toString} gives. */
  static <E extends Enum<E>> E word(JsonNode value, Class<E> type) {
    String word = text(value);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(constant -> "`" + constant + "`")
                            .collect(Collectors.joining(", "))
                        + " is wanted."));
  }

  static List<String> labels(JsonNode value) {
    return list(value).stream().map(Value::label).toList();
  }

  /**
   * Patterns with stars, not regular expressions: one of those could be written so that it never
   * ends.
   */
  static List<String> patterns(JsonNode value) {
    return list(value).stream().map(Value::pattern).toList();
  }

  private static String pattern(JsonNode value) {
    String pattern = text(value);
    boolean odd = pattern.codePoints().anyMatch(Character::isISOControl);
    if (pattern.isBlank() || pattern.length() > PATTERN || odd) {
      throw new Refused("a pattern of 1 to " + PATTERN + " characters is wanted.");
    }
    if (pattern.replaceAll("\\*+", "*").chars().filter(sign -> sign == '*').count() > STARS) {
      throw new Refused("a pattern with at most " + STARS + " stars is wanted.");
    }
    if (pattern.replace("*", "").isBlank()) {
      throw new Refused("a pattern that is more than stars is wanted.");
    }
    return pattern;
  }

  /** Short texts: names, beginnings, words. */
  static List<String> words(JsonNode value) {
    return list(value).stream().map(Value::line).toList();
  }

  static List<String> logins(JsonNode value) {
    return list(value).stream().map(Value::login).toList();
  }

  static Set<Long> ids(JsonNode value) {
    Set<Long> ids = new HashSet<>();
    for (JsonNode entry : list(value)) {
      if (!entry.isIntegralNumber() || !entry.canConvertToLong() || entry.longValue() < 1) {
        throw new Refused("a list of GitHub's ids is wanted: whole numbers above 0.");
      }
      ids.add(entry.longValue());
    }
    return Set.copyOf(ids);
  }

  /** One line of text. */
  static String line(JsonNode value) {
    String line = text(value);
    if (line.isBlank()
        || line.length() > LINE
        || line.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refused("a line of 1 to " + LINE + " characters is wanted.");
    }
    return line;
  }

  private static List<JsonNode> list(JsonNode value) {
    if (!value.isArray() || value.size() > ENTRIES) {
      throw new Refused("a list of at most " + ENTRIES + " texts is wanted.");
    }
    List<JsonNode> entries = new ArrayList<>();
    value.forEach(entries::add);
    return entries;
  }

  /** A value that cannot be taken. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final String reason;

    Refused(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
