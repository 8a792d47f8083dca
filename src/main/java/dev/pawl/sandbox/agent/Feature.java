package dev.pawl.sandbox.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a goal asks for: a class with its test, in the package of the project.
 *
 * @param title such as "Check links on a schedule"
 * @param wish the goal's own words
 */
record Feature(String title, String wish, String className) {
  /** Words of the demo's goal, and what the agents make of them. */
  private static final List<Feature> KNOWN =
      List.of(
          new Feature("Check links on a schedule", "on a schedule", "Schedule"),
          new Feature("Remember the history of each link", "history", "History"),
          new Feature("Report when a link goes dark and when it is back", "reports", "Reports"),
          new Feature("Show the state of all links on one page", "on one page", "StatusPage"),
          new Feature("Keep data over restarts", "over restarts", "Store"));

  /** At the same depth of indentation, so that the details of a point are none. */
  private static final Pattern ITEM =
      Pattern.compile(
          "(?m)^([ \\t]*)(?:\\d+[.)]|[-*+])[ \\t]+"
              + "(\\S.*(?:\\n {2,}(?![-*+] |\\d+[.)] )\\S.*){0,40})$");

  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,6} +(\\S.*)$");

  /** Parts of a goal that say what it does not ask for. */
  private static final Pattern NOT_ASKED =
      Pattern.compile(
          "(?ims)^#{2,6} [^\\n]*\\b(?:non-goals?|not|out of scope|later)\\b.*?(?=^#{1,6} |\\z)");

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?(?:^```|\\z)");
  private static final int MOST = 100;

  /**
   * What a goal asks for, in its order: its numbered or bulleted items; where it has none, its
   * headings; else its first sentence.
   */
  static List<Feature> of(String goal) {
    String text = CODE.matcher(goal.replace("\r", "")).replaceAll("");
    text = NOT_ASKED.matcher(text).replaceAll("");
    List<String> wishes = items(text);
    if (wishes.isEmpty()) wishes = HEADING.matcher(text).results().map(m -> m.group(1)).toList();
    if (wishes.isEmpty())
      wishes = text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).limit(1).toList();
    List<Feature> features = new ArrayList<>();
    for (String wish : wishes.subList(0, Math.min(MOST, wishes.size())))
      features.add(distinct(wished(wish.replaceAll("\\s+", " ").strip()), features));
    return features;
  }

  private static List<String> items(String text) {
    List<MatchResult> found = ITEM.matcher(text).results().toList();
    int depth = found.stream().mapToInt(m -> m.group(1).length()).min().orElse(0);
    return found.stream()
        .filter(item -> item.group(1).length() == depth)
        .map(item -> item.group(2))
        .toList();
  }

  private static Feature wished(String wish) {
    for (Feature known : KNOWN)
      if (wish.contains(known.wish)) return new Feature(known.title, wish, known.className);
    return named(wish);
  }

  /** One that is named by the first clause of a wish. */
  static Feature named(String wish) {
    String plain = wish.replaceFirst("^\\[[ xX]] *", "").replaceAll("\\*\\*|__|`", "");
    return titled(plain.split("[.,:;](?=\\s|$)", 2)[0], wish);
  }

  /** With a name of its own: two points may begin with the same words. */
  private static Feature distinct(Feature feature, List<Feature> before) {
    Feature distinct = feature;
    for (int i = 2; isTaken(distinct, before); i++)
      distinct =
          titled("Part " + i + " of " + feature.title, feature.wish)
              .withClass(feature.className + i);
    return distinct;
  }

  private static boolean isTaken(Feature feature, List<Feature> before) {
    return before.stream()
        .anyMatch(
            other ->
                other.slug().equals(feature.slug()) || other.className.equals(feature.className));
  }

  private Feature withClass(String name) {
    return new Feature(title, wish, name);
  }

  /** One that only its title tells of. */
  static Feature titled(String title, String wish) {
    String plain = title.strip();
    if (plain.length() > 70) plain = plain.substring(0, 70).strip();
    StringBuilder name = new StringBuilder();
    int words = 0;
    for (String word : plain.split("[^A-Za-z0-9]+")) {
      if (word.isEmpty() || (name.isEmpty() && Character.isDigit(word.charAt(0)))) continue;
      name.append(Character.toUpperCase(word.charAt(0)));
      name.append(word.substring(1).toLowerCase(Locale.ROOT));
      if (++words == 5) break;
    }
    return new Feature(
        plain.isEmpty() ? "Task" : plain, wish, name.isEmpty() ? "Task" : name.toString());
  }

  /** Such as check-links-on-a-schedule. */
  String slug() {
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    slug = slug.replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "task" : slug.length() > 48 ? slug.substring(0, 48) : slug;
  }

  String sourcePath(String project) {
    return "src/main/java/" + project + "/" + className + ".java";
  }

  String testPath(String project) {
    return "src/test/java/" + project + "/" + className + "Test.java";
  }

  String source(String project) {
    String known = resource(className + ".txt");
    if (known != null) return "package " + project + ";\n\n" + known;
    return """
        package %s;

        /** %s. */
        public final class %s {
          /** What this part is for. */
          public String purpose() {
            return "%s";
          }
        }
        """
        .formatted(project, plain(title), className, plain(title));
  }

  String test(String project) {
    String known = resource(className + "Test.txt");
    if (known != null) return "package " + project + ";\n\n" + known;
    return """
        package %s;

        /** Run with assertions enabled. */
        public final class %sTest {
          public static void main(String[] arguments) {
            assert new %s().purpose().equals("%s");
          }
        }
        """
        .formatted(project, className, className, plain(title));
  }

  /** Nothing in a title may end a comment or a text of the source. */
  private static String plain(String text) {
    return text.replace("\\", "/").replace("\"", "'").replace("*/", "* /").replace("\n", " ");
  }

  private static @Nullable String resource(String name) {
    try (InputStream in = Feature.class.getResourceAsStream("/sandbox/features/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
