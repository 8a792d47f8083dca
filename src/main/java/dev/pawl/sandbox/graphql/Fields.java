package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of an answer: its type and its fields by name. */
final class Fields {
  static final String TYPE = "__typename";
  private final Map<String, @Nullable Object> values = new HashMap<>();

  Fields(String type) {
    values.put(TYPE, type);
  }

  Fields with(String name, @Nullable Object value) {
    values.put(name, value instanceof Instant at ? Json.time(at) : value);
    return this;
  }

  Fields lazy(String name, Lazy value) {
    values.put(name, value);
    return this;
  }

  @Nullable Object get(String name) {
    return values.get(name);
  }

  String type() {
    return String.valueOf(values.get(TYPE));
  }
}
