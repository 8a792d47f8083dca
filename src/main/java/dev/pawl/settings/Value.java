package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes values of a settings file as what they must be, or says what is wanted instead. */
final class Value {
  static final int PATH_LENGTH = 200;

  /** Within a class of signs; the same for Java and for ECMAScript, which schemas go by. */
  private static final String PART = "[^/\\\\:*?\"<>|\\u0000-\\u001f\\u007f]+";

  private static final String PARTS = PART + "(?:/" + PART + ")*";
  static final String PATH_SCHEMA = "^(?!.*\\.\\.)" + PARTS + "$";
  private static final Pattern PATH = Pattern.compile(PARTS);
  // https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
  static final String LOGIN = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\\[bot])?";
  private static final Pattern LOGINS = Pattern.compile(LOGIN);
  static final int LABEL = 50;
  static final int PATTERN = 100;
  static final int LINE = 300;
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
    if (path.length() > PATH_LENGTH || !PATH.matcher(path).matches() || path.contains("..")) {
      throw new Refused("a path inside the repository is wanted, without `..`.");
    }
    return path;
  }

  static String login(JsonNode value) {
    String login = text(value);
    if (!LOGINS.matcher(login).matches()) {
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
        .orElseThrow(() -> new Refused(noneOf(word, type)));
  }

  private static <E extends Enum<E>> String noneOf(String word, Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(E::toString).toList();
    return "one of "
        + words.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "))
        + " is wanted"
        + Nearest.of(word.toLowerCase(Locale.ROOT), words)
            .map(near -> "; the nearest is `" + near + "`.")
            .orElse(".");
  }

  static List<String> labels(JsonNode value) {
    return each(value, Value::label);
  }

  /**
   * Patterns with stars, not regular expressions: one of those could be written so that it never
   * ends.
   */
  static List<String> patterns(JsonNode value) {
    return each(value, Value::pattern);
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
    return each(value, Value::line);
  }

  static List<String> logins(JsonNode value) {
    return each(value, Value::login);
  }

  /** The same in small letters. */
  static List<String> small(JsonNode value) {
    return words(value).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  static Set<Long> ids(JsonNode value) {
    return Set.copyOf(each(value, Value::id));
  }

  private static Long id(JsonNode entry) {
    if (!entry.isIntegralNumber() || !entry.canConvertToLong() || entry.longValue() < 1) {
      throw new Refused("a list of GitHub's ids is wanted: whole numbers above 0.");
    }
    return entry.longValue();
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

  private static <T> List<T> each(JsonNode value, Function<JsonNode, T> take) {
    if (!value.isArray() || value.size() > ENTRIES) {
      throw new Refused("a list of at most " + ENTRIES + " texts is wanted.");
    }
    List<T> entries = new ArrayList<>();
    for (int at = 0; at < value.size(); at++) {
      try {
        entries.add(take.apply(value.path(at)));
      } catch (Refused refused) {
        throw refused.below(Integer.toString(at));
      }
    }
    return List.copyOf(entries);
  }

  /** A value that cannot be taken, for one reason or for several. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;
    private final transient List<Part> parts;

    /**
     * @param path what is wrong within the value, as {@code claude/ids/0}; empty: all of it
     * @param key whether it is the key that stands there which is wrong, and not its value
     */
    record Part(String path, String reason, boolean key) {}

    Refused(String reason) {
      this(List.of(new Part("", reason, false)));
    }

    private Refused(List<Part> parts) {
      super(parts.getFirst().reason());
      this.parts = List.copyOf(parts);
    }

    /** Refuses the key under which the value stands. */
    static Refused key(String reason) {
      return new Refused(List.of(new Part("", reason, true)));
    }

    /** Refuses where there is anything wrong. */
    static void all(List<Part> wrong) {
      if (!wrong.isEmpty()) {
        throw new Refused(wrong);
      }
    }

    List<Part> parts() {
      return parts;
    }

    /** The first one. */
    String reason() {
      return parts.getFirst().reason();
    }

    /** The same, of a value that stands under this name or at this place. */
    Refused below(String name) {
      return new Refused(
          parts.stream()
              .map(
                  part ->
                      new Part(
                          part.path().isEmpty() ? name : name + "/" + part.path(),
                          part.reason(),
                          part.key()))
              .toList());
    }

    /** The same, each reason with a name before it. */
    Refused naming(String name) {
      return new Refused(
          parts.stream()
              .map(part -> new Part(part.path(), name + part.reason(), part.key()))
              .toList());
    }

    /** A name that somebody wrote, as far as it is fit for a sentence. */
    static String shown(String name) {
      String clean = name.replaceAll("[\\p{Cntrl}`]", "");
      return clean.length() <= SHOWN
          ? clean
          : clean.substring(0, clean.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }
  }
}
