package dev.pawl.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents that are made of the declared keys. */
final class SettingsDocuments {
  private static final String HEAD =
      """
      ## Settings of Pawl for this repository. All of them are optional; each line shows a default.
      ## To change one, take the sign # and the blank behind it from its line and from the line of its section.
      ## A file with a mistake is not used at all: the last one without a mistake stays in force, and Pawl says what is wrong.
      """;

  private SettingsDocuments() {}

  /** The settings file that names every key with its default, commented out. */
  static String template() {
    return SettingsKeys.ALL.stream()
        .map(SettingsDocuments::template)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String template(SettingsSection section) {
    return section.keys().stream()
        .map(key -> template(section, key))
        .collect(
            Collectors.joining(
                "", "\n## " + section.description() + "\n# " + section.name() + ":\n", ""));
  }

  private static String template(SettingsSection section, SettingsKey key) {
    Object standard = SettingsKeys.value(Settings.DEFAULTS, section.name(), key.name());
    String line =
        standard == null
            ? "##   " + key.name() + ": " + key.example()
            : "#   " + key.name() + ": " + yaml(standard, ":");
    return "##   " + key.plain().replace("`", "") + "\n" + line + "\n";
  }

  /**
   * @param plain signs beside the usual ones that need no quotes here
   */
  private static String yaml(Object value, String plain) {
    return switch (value) {
      case Collection<?> many ->
          many.stream().map(one -> yaml(one, "")).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case Boolean yes -> yes.toString();
      case Number number -> number.toString();
      default -> {
        String text = value.toString();
        yield text.matches("[A-Za-z0-9][A-Za-z0-9 _./" + plain + "-]*")
            ? text
            : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      }
    };
  }

  /** The table of all keys. */
  static String keys() {
    return SettingsKeys.ALL.stream()
        .flatMap(
            section ->
                section.keys().stream()
                    .map(
                        key ->
                            row(
                                section.name() + "." + key.name(),
                                standard(
                                    SettingsKeys.value(
                                        Settings.DEFAULTS, section.name(), key.name())),
                                key.form(),
                                key.description())))
        .collect(
            Collectors.joining(
                "", "| key | default | form | what it does |\n|---|---|---|---|\n", ""));
  }

  /** The table of what a profile says. */
  static String profile() {
    return ProfileKeys.ALL.stream()
        .map(key -> row(key.name(), key.form(), key.description()))
        .collect(
            Collectors.joining("", "| in a profile | form | what it is |\n|---|---|---|\n", ""));
  }

  private static String standard(@Nullable Object value) {
    return value == null ? "–" : "`" + value + "`";
  }

  private static String row(String key, String... cells) {
    return "| `"
        + key.toLowerCase(Locale.ROOT)
        + "` | "
        + String.join(" | ", List.of(cells))
        + " |\n";
  }
}
