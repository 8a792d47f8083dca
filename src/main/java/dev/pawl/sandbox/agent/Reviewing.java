package dev.pawl.sandbox.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the project through one lens and writes down what would be worth doing. */
final class Reviewing {
  /** Under which the tasks stand that a review proposes, one a bullet. */
  static final String CANDIDATES = "## Candidate tasks";

  private static final Pattern LENS = Pattern.compile("(?i)\\blens:? \\*\\*([^*\\n]{1,80})\\*\\*");
  private static final int MOST_CLASSES = 2;

  private final Assignment assignment;

  Reviewing(Assignment assignment) {
    this.assignment = assignment;
  }

  Work make() {
    Matcher named = LENS.matcher(assignment.body());
    String lens = named.find() ? named.group(1).strip() : assignment.title();
    StringBuilder text = new StringBuilder("# Review: " + lens + "\n\n## Findings\n\n");
    text.append("- None of the tests looks at what happens when something answers slowly.\n");
    text.append("\n" + CANDIDATES + "\n\n");
    for (String task : tasks()) text.append("- ").append(task).append('\n');
    return new Work(
        "Review: " + lens,
        "One look at what there is.",
        Map.of(path(lens), text.toString()),
        Map.of());
  }

  /** Numbered where the same lens was looked through that day before. */
  private String path(String lens) {
    String folder = assignment.places().reviews() + "/";
    String name = "review-" + assignment.day() + "-" + Feature.titled(lens, lens).slug();
    Set<String> paths = assignment.project().paths();
    String free = folder + name + ".md";
    for (int i = 2; paths.contains(free); i++) free = folder + name + "-" + i + ".md";
    return free;
  }

  private List<String> tasks() {
    List<String> tasks = new ArrayList<>();
    tasks.add("Say what happens on a timeout. Nobody knows it before it happens.");
    String sources = "src/main/java/" + assignment.project().name() + "/";
    assignment.project().paths().stream()
        .filter(path -> path.startsWith(sources) && path.endsWith(".java"))
        .limit(MOST_CLASSES)
        .map(path -> path.substring(sources.length(), path.length() - ".java".length()))
        .forEach(
            name ->
                tasks.add("Test " + name + " at its limits. Its test has the plain case alone."));
    return tasks;
  }
}
