package dev.pawl.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes nonsense of a payload, in a way that can be told again by its seed. */
final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] of(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> badBytes(bytes);
      case 2 -> deep(payload);
      default -> changed(payload);
    };
  }

  /** Bytes that are no UTF-8. */
  private byte[] badBytes(byte[] bytes) {
    byte[] bad = bytes.clone();
    for (int i = 0; i < 5; i++) {
      bad[random.nextInt(bad.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return bad;
  }

  private byte[] deep(String payload) {
    int levels = random.nextInt(10, 20_000);
    String nested = "[".repeat(levels) + "]".repeat(random.nextBoolean() ? levels : levels / 2);
    return (payload.substring(0, payload.length() - 1) + ",\"deep\":" + nested + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Some fields get values of other types, or go. */
  private byte[] changed(String payload) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(payload);
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (!names.isEmpty()) {
          String name = names.get(random.nextInt(names.size()));
          if (random.nextInt(6) == 0) {
            object.remove(name);
          } else {
            object.set(name, anything());
          }
        }
      }
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private JsonNode anything() {
    return switch (random.nextInt(12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(new BigInteger("9".repeat(1 + random.nextInt(400))));
      case 2 -> NODES.numberNode(-1);
      case 3 -> NODES.numberNode(Long.MIN_VALUE);
      case 4 -> NODES.textNode("\u0000\uD800 '; drop table delivery; --");
      case 5 -> NODES.textNode("x".repeat(random.nextInt(100_000)));
      case 6 -> NODES.textNode("");
      case 7 -> NODES.booleanNode(random.nextBoolean());
      case 8 -> NODES.objectNode();
      case 9 -> NODES.arrayNode().add(NODES.nullNode()).add(1);
      case 10 -> NODES.numberNode(1e308 * 10);
      default -> NODES.textNode("2999-99-99T99:99:99Z");
    };
  }
}
