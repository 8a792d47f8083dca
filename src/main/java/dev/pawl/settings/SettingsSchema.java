package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pawl.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a settings file may say, as JSON Schema, by which editors complete and check it. Of draft 7:
 * the one that all of them know.
 *
 * @see <a href="https://json-schema.org/draft-07">Draft 7</a>
 */
public final class SettingsSchema {
  /** All of it, as it is served. */
  public static final String TEXT = text();

  private SettingsSchema() {}

  private static String text() {
    Map<String, Object> sections = new LinkedHashMap<>();
    for (SettingsSection section : SettingsKeys.ALL) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("description", section.description());
      one.putAll(
          SchemaParts.object(
              section.keys(),
              key -> SettingsKeys.value(Settings.DEFAULTS, section.name(), key.name())));
      one.put("type", List.of("object", "null"));
      sections.put(section.name(), one);
    }
    Map<String, Object> all =
        Kind.of(
            "$schema",
            "http://json-schema.org/draft-07/schema#",
            "title",
            "Settings of Pawl for a repository",
            "description",
            Settings.FILE + " on the default branch.",
            "type",
            List.of("object", "null"),
            "properties",
            sections,
            "additionalProperties",
            false);
    try {
      return Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(all)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
