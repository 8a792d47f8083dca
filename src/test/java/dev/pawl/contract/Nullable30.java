package dev.pawl.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says OpenAPI 3.0's {@code nullable} in plain JSON Schema, in place. */
final class Nullable30 {
  private Nullable30() {}

  /**
   * An account is a user or an enterprise. In one place the description says allOf where it means
   * anyOf, as it says itself in all others.
   */
  private static void eitherAccount(ObjectNode schema) {
    JsonNode all = schema.path("allOf");
    if (all.size() == 2
        && all.get(0).path("title").asText().equals("Simple User")
        && all.get(1).path("title").asText().equals("Enterprise"))
      schema.set("anyOf", schema.remove("allOf"));
  }

  static void rewrite(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(Nullable30::rewrite);
      return;
    }
    if (!(node instanceof ObjectNode schema)) return;
    for (Map.Entry<String, JsonNode> entry : List.copyOf(schema.properties())) {
      // Examples are data: a field named nullable in them means nothing.
      if (!entry.getKey().equals("example") && !entry.getKey().equals("examples"))
        rewrite(entry.getValue());
    }
    eitherAccount(schema);
    if (!schema.path("nullable").isBoolean() || !schema.get("nullable").asBoolean()) return;
    schema.remove("nullable");
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (schema.path("enum") instanceof ArrayNode values) values.addNull();
    if (schema.path("type").isTextual()) {
      schema.set("type", nodes.arrayNode().add(schema.get("type")).add("null"));
      // With a type and combined schemas the null must pass those too.
      if (!schema.has("allOf") && !schema.has("oneOf") && !schema.has("anyOf")) return;
    }
    ObjectNode whole = schema.deepCopy();
    List<String> names = new ArrayList<>();
    schema.fieldNames().forEachRemaining(names::add);
    schema.remove(names);
    schema.set("anyOf", nodes.arrayNode().add(nodes.objectNode().put("type", "null")).add(whole));
  }
}
