package dev.pawl.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each value in force comes from. */
public final class SettingsOrigins {
  /** Who said it. */
  public enum From {
    DEFAULT,
    OWNER,
    REPOSITORY
  }

  /**
   * One value in force.
   *
   * @param value in words; empty where there is none
   * @param line where it stands in the file of whoever said it; 0: in none
   * @param form what it must be like, as Markdown
   * @param description as Markdown, with links relative to the documents
   */
  public record Origin(
      String key, String value, From from, int line, String form, String description) {}

  private SettingsOrigins() {}

  /**
   * @param text the repository's text that is in force
   * @param base the owner's that is in force below it
   */
  public static List<Origin> of(Settings settings, String text, String base) {
    Places own = SettingsFile.of(text).places();
    Places owners = SettingsFile.of(base).places();
    List<Origin> origins = new ArrayList<>();
    for (Map.Entry<String, Optional<Object>> entry : FlatSettings.values(settings).entrySet()) {
      String key = entry.getKey();
      String path = key.replace('.', '/');
      From from = own.has(path) ? From.REPOSITORY : owners.has(path) ? From.OWNER : From.DEFAULT;
      int line =
          switch (from) {
            case REPOSITORY -> own.key(path).line();
            case OWNER -> owners.key(path).line();
            case DEFAULT -> 0;
          };
      SettingsKey declared = declared(key);
      origins.add(
          new Origin(
              key,
              FlatSettings.text(entry.getValue().orElse(null)),
              from,
              line,
              declared.form(),
              declared.plain()));
    }
    return List.copyOf(origins);
  }

  private static SettingsKey declared(String dotted) {
    String[] parts = dotted.split("\\.");
    return parts.length > 2
        ? ProfileKeys.ALL.stream()
            .filter(key -> key.name().equals(parts[parts.length - 1]))
            .findFirst()
            .orElseThrow()
        : SettingsKeys.section(parts[0]).orElseThrow().key(parts[1]).orElseThrow();
  }
}
