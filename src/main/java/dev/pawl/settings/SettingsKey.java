package dev.pawl.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of a settings file, declared once: the loader, the schema, the documents and the pages
 * all go by it. Its value is the component of the section's record that is called like it, and so
 * is its default.
 *
 * @param name within its section, as in the file
 * @param description sentences for people, as Markdown with links relative to {@code docs/}
 * @param example what the template shows where there is no default; null: the default
 */
public record SettingsKey(String name, Kind kind, String description, @Nullable String example) {
  SettingsKey(String name, Kind kind, String description) {
    this(name, kind, description, null);
  }

  /** What its value must be like, in a few words of Markdown. */
  public String form() {
    return kind.form();
  }

  /** The same as {@link #description}, without Markdown's links. */
  public String plain() {
    return description.replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1");
  }

  Map<String, Object> schema() {
    return kind.schema();
  }
}
