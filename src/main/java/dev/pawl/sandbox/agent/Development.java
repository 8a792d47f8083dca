package dev.pawl.sandbox.agent;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds what an issue asks for: a class and its test. */
final class Development {
  private static final Pattern HEADING = Pattern.compile("(?m)^# (.+)$");

  private final Assignment assignment;

  Development(Assignment assignment) {
    this.assignment = assignment;
  }

  Work make() {
    Feature feature = feature();
    String name = assignment.project().name();
    String source = feature.source(name);
    if (source.equals(assignment.text(feature.sourcePath(name)))) return again(feature);
    return new Work(
        feature.title(),
        "Adds `" + feature.className() + "` with its test.",
        Map.of(feature.sourcePath(name), source),
        Map.of(feature.testPath(name), feature.test(name)));
  }

  /** What is there already is looked at once more. */
  private Work again(Feature feature) {
    String path = "docs/" + feature.slug() + ".md";
    String before = assignment.text(path);
    if (before.isEmpty()) before = "# " + feature.title() + "\n";
    return new Work(
        feature.title(),
        "`" + feature.className() + "` is there already; this says how it was looked at.",
        Map.of(path, before + "\nLooked at once more for #" + assignment.number() + ".\n"),
        Map.of());
  }

  /**
   * What the issue's title or first heading names of the goal; else the longest name in its text;
   * else what it calls itself.
   */
  Feature feature() {
    String title = assignment.title().replaceFirst("^\\[[^\\]]*]\\s*", "").strip();
    Matcher heading = HEADING.matcher(assignment.body());
    String first = heading.find() ? heading.group(1).strip() : "";
    var features = assignment.features();
    for (String name : new String[] {title, first})
      for (Feature feature : features) if (feature.title().equalsIgnoreCase(name)) return feature;
    String text = assignment.title() + "\n" + assignment.body();
    return features.stream()
        .filter(feature -> Assignment.contains(text, feature.title()))
        .max(Comparator.comparingInt(feature -> feature.title().length()))
        .orElseGet(() -> Feature.titled(title, assignment.title()));
  }
}
