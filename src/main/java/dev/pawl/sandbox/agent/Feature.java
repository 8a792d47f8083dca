package dev.pawl.sandbox.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
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

  private static final Pattern ITEM =
      Pattern.compile("(?m)^\\s*(?:\\d+[.)]|[-*])\\s+(.+(?:\\n {2,}\\S.*)*)$");

  /** The numbered or bulleted items of a goal, in order. */
  static List<Feature> of(String goal) {
    List<Feature> features = new ArrayList<>();
    Matcher item = ITEM.matcher(goal);
    while (item.find()) features.add(wished(item.group(1).replaceAll("\\s+", " ").strip()));
    return features;
  }

  private static Feature wished(String wish) {
    for (Feature known : KNOWN)
      if (wish.contains(known.wish)) return new Feature(known.title, wish, known.className);
    return titled(wish.split("[.,:;]", 2)[0], wish);
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
