package dev.pawl.mirror;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden line by which Pawl knows again what it wrote: an HTML comment with the effect's key.
 * Anybody may copy it, so it says something only together with the author.
 */
public final class Marker {
  private static final Pattern PATTERN =
      Pattern.compile("<!-- pawl:effect=([A-Za-z0-9:._/-]{1,200}) -->");

  /** How the keys begin of what is written because somebody said so, and no decision. */
  public static final String SAID = "said:";

  private Marker() {}

  public static String of(String effectKey) {
    return "<!-- pawl:effect=" + effectKey + " -->";
  }

  /** The hidden line that says which pull request an issue follows on. */
  public static String ofSource(int pullRequest) {
    return "<!-- pawl:source=pull/" + pullRequest + " -->";
  }

  /** The key of the last marker in a text. */
  public static Optional<String> in(String text) {
    Matcher matcher = PATTERN.matcher(text);
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return Optional.ofNullable(last);
  }
}
