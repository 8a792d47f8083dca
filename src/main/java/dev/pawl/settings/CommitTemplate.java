package dev.pawl.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of a merge's commit with places to be filled in, such as {@code {title} (#{number})}. What
 * is filled in is not looked at again, so that a title may hold anything.
 */
public final class CommitTemplate {
  /** The places there are. */
  public static final List<String> PLACES =
      List.of("title", "number", "author", "branch", "description");

  private static final Pattern PLACE = Pattern.compile("\\{([^{}\\s]*)}");

  private CommitTemplate() {}

  /** A place that there is not; empty when all are known. */
  static Optional<String> unknown(String template) {
    return PLACE
        .matcher(template)
        .results()
        .map(place -> place.group(1))
        .filter(name -> !PLACES.contains(name))
        .findFirst();
  }

  /**
   * @param values by place; what is missing is left empty
   */
  public static String filled(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
