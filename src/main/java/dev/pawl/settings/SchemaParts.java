package dev.pawl.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What schemas of keys are put together of. */
final class SchemaParts {
  private SchemaParts() {}

  /**
   * An object with these keys and no others.
   *
   * @param standard the default of a key; null: it has none
   */
  static Map<String, Object> object(
      List<SettingsKey> keys, Function<SettingsKey, @Nullable Object> standard) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (SettingsKey key : keys) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("description", key.plain());
      one.putAll(key.schema());
      Object value = standard.apply(key);
      if (value != null) {
        one.put("default", plain(value));
      }
      properties.put(key.name(), one);
    }
    return Kind.of("type", "object", "properties", properties, "additionalProperties", false);
  }

  /** A value as the file would say it. */
  private static Object plain(Object value) {
    return switch (value) {
      case Collection<?> many -> many.stream().map(SchemaParts::plain).toList();
      case Map<?, ?> map -> map;
      case Boolean yes -> yes;
      case Number number -> number;
      default -> value.toString();
    };
  }
}
