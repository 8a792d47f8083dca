package dev.pawl.sandbox.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes into the capabilities document what was merged. */
final class CapabilityUpdate {
  private static final Pattern PULL = Pattern.compile("(?i)\\bmerged: #(\\d{1,9})\\b");

  private final Assignment assignment;
  private final String document;

  CapabilityUpdate(Assignment assignment) {
    this.assignment = assignment;
    String text = assignment.text(assignment.places().capabilities());
    this.document = text.isEmpty() ? "# What the system can do\n" : text;
  }

  Work make() {
    List<String> lines = lines();
    List<String> all = new ArrayList<>(document.lines().toList());
    int at = all.size();
    for (int i = 0; i < all.size(); i++) if (all.get(i).startsWith("- ")) at = i + 1;
    if (at == all.size() && !all.isEmpty() && all.getLast().startsWith("#")) all.add(at++, "");
    all.addAll(at, lines);
    return new Work(
        "The capabilities say what was merged",
        String.join("\n", lines),
        Map.of(assignment.places().capabilities(), String.join("\n", all) + "\n"),
        Map.of());
  }

  private List<String> lines() {
    Matcher pull = PULL.matcher(assignment.body());
    if (pull.find()) {
      String number = pull.group(1);
      String title = merged(number);
      if (!title.isEmpty())
        return List.of(
            "- " + title + (isTold(title) ? ", looked at again in #" + number + "." : "."));
    }
    return ofTheGoal();
  }

  /** Title of a pull request; empty where there is none. */
  private String merged(String number) {
    String title =
        assignment.project().pullTitle(Integer.parseInt(number)).replaceFirst("^\\[WIP]\\s*", "");
    return title.isBlank() ? "" : Feature.titled(title, title).title();
  }

  /** No pull request is named: what there is of the goal and is not told yet. */
  private List<String> ofTheGoal() {
    Set<String> paths = assignment.project().paths();
    List<String> lines = new ArrayList<>();
    for (Feature feature : assignment.features())
      if (paths.contains(feature.sourcePath(assignment.project().name()))
          && !isTold(feature.title())) lines.add("- " + feature.title() + ".");
    if (lines.isEmpty()) lines.add("- " + new Development(assignment).feature().title() + ".");
    return lines;
  }

  private boolean isTold(String title) {
    return Assignment.contains(document, title);
  }
}
