package dev.pawl.sandbox.agent;

import java.util.List;
import java.util.Locale;

/**
 * An issue as the one reads it who is to work on it, with the project as it is now.
 *
 * @param day of the issue, as 2026-01-31
 */
record Assignment(Project project, int number, String title, String body, String day) {
  Kind kind() {
    return Kind.of(title, body);
  }

  Places places() {
    return Places.in(body);
  }

  /** What the goal asks for, in its order. */
  List<Feature> features() {
    return Feature.of(text(places().goal()));
  }

  /** Empty where there is no such file. */
  String text(String path) {
    String text = project.read(path);
    return text == null ? "" : text;
  }

  Queue queue() {
    return new Queue(places().queue(), project.paths());
  }

  /** Without case. */
  static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
