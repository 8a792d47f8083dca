package dev.pawl.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Payloads of webhooks, against GitHub's description of them. */
final class WebhookContract {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode description;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  WebhookContract() {
    try {
      description = new ObjectMapper().readTree(ContractFiles.webhooksOpenApi().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a payload; nothing when it holds. */
  List<String> payload(String event, @Nullable String action, JsonNode payload) {
    String name = (action == null ? event : event + "-" + action).replace('_', '-');
    JsonNode schema =
        description
            .path("webhooks")
            .path(name)
            .at("/post/requestBody/content/application~1json/schema");
    if (schema.isMissingNode()) return List.of("GitHub has no webhook " + name);
    Schema compiled =
        schemas.computeIfAbsent(
            name,
            key -> {
              ObjectNode root = new ObjectMapper().createObjectNode();
              root.set("allOf", root.arrayNode().add(schema));
              root.set("components", description.get("components"));
              return REGISTRY.getSchema(root);
            });
    return compiled.validate(payload).stream()
        .map(error -> name + " " + error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
