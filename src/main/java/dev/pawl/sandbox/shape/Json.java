package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON in few words. */
public final class Json {
  public static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new JavaTimeModule());

  private Json() {}

  /** Keys and values in turn; instants become GitHub's times, whole seconds with a Z. */
  public static ObjectNode object(@Nullable Object... pairs) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2)
      node.set(String.valueOf(pairs[i]), value(pairs[i + 1]));
    return node;
  }

  public static ArrayNode array(Stream<?> values) {
    ArrayNode array = MAPPER.createArrayNode();
    values.forEach(each -> array.add(value(each)));
    return array;
  }

  public static ArrayNode empty() {
    return MAPPER.createArrayNode();
  }

  public static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> MAPPER.nullNode();
      case JsonNode node -> node;
      case Instant at -> MAPPER.getNodeFactory().textNode(time(at));
      default -> MAPPER.valueToTree(value);
    };
  }

  public static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field as text; null when it is missing or null. */
  public static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
