package dev.pawl.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests and answers of REST, against GitHub's OpenAPI description. */
final class RestContract {
  /** A path template of the description; the more literal one is asked first. */
  private record Template(Pattern pattern, int parameters, int segments, JsonNode operations) {
    static final Comparator<Template> MOST_LITERAL_FIRST =
        Comparator.comparingInt((Template t) -> t.parameters - t.segments)
            .thenComparingInt(Template::parameters);
  }

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private final JsonNode description;
  private final List<Template> templates = new ArrayList<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  RestContract() {
    try {
      description = new ObjectMapper().readTree(ContractFiles.restOpenApi().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Nullable30.rewrite(description.path("components").path("schemas"));
    Nullable30.rewrite(description.path("paths"));
    for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
      String template = path.getKey();
      int parameters = template.split("\\{", -1).length - 1;
      StringBuilder pattern = new StringBuilder();
      for (String part : template.substring(1).split("/", -1)) {
        pattern.append('/');
        // These two take slashes.
        if (part.equals("{path}")) pattern.append(".*");
        else if (part.equals("{ref}")) pattern.append(".+");
        else if (part.startsWith("{")) pattern.append("[^/]+");
        else pattern.append(Pattern.quote(part));
      }
      templates.add(
          new Template(
              Pattern.compile(pattern.toString()),
              parameters,
              template.split("/", -1).length - 1,
              path.getValue()));
    }
    templates.sort(Template.MOST_LITERAL_FIRST);
  }

  private @Nullable JsonNode operation(String method, String path) {
    for (Template template : templates) {
      if (!template.pattern.matcher(path).matches()) continue;
      JsonNode operation = template.operations.get(method.toLowerCase(java.util.Locale.ROOT));
      if (operation != null) return operation;
    }
    return null;
  }

  /** What is wrong with a request's body; nothing when it holds. */
  List<String> request(String method, String path, @Nullable JsonNode body) {
    JsonNode operation = operation(method, path);
    if (operation == null) return List.of("GitHub has no " + method + " " + path);
    JsonNode requestBody = resolve(operation.path("requestBody"));
    JsonNode schema = requestBody.path("content").path("application/json").path("schema");
    boolean empty = body == null || body.isMissingNode() || body.isEmpty();
    if (schema.isMissingNode() || empty) {
      boolean required = requestBody.path("required").asBoolean(false) && body == null;
      return required ? List.of(method + " " + path + " needs a body") : List.of();
    }
    JsonNode known = body.deepCopy();
    // Documented by GitHub for Copilot, missing in its description.
    if (known instanceof ObjectNode object) object.remove("agent_assignment");
    List<String> problems = new ArrayList<>(validate(schema, known));
    for (String name : names(known))
      if (schema.path("properties").isObject()
          && !schema.get("properties").has(name)
          && !schema.path("additionalProperties").asBoolean(false))
        problems.add(method + " " + path + " knows no field " + name);
    return problems;
  }

  /** What is wrong with a request's query parameters; nothing when they hold. */
  List<String> parameters(String method, String path, String query) {
    JsonNode operation = operation(method, path);
    if (operation == null) return List.of("GitHub has no " + method + " " + path);
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode reference : operation.path("parameters")) {
      JsonNode parameter = resolve(reference);
      if (parameter.path("in").asText().equals("query"))
        known.put(parameter.path("name").asText(), resolve(parameter.path("schema")));
    }
    List<String> problems = new ArrayList<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      JsonNode schema = known.get(name);
      if (schema == null) problems.add(method + " " + path + " knows no parameter " + name);
      else if (!holds(schema, name, value))
        problems.add(method + " " + path + ": " + name + " must not be " + value);
    }
    return problems;
  }

  private static boolean holds(JsonNode schema, String name, String value) {
    // The limit of pages stands in words only.
    if (name.equals("per_page")) return value.matches("[1-9][0-9]?|100");
    if (schema.has("enum") && !names(schema.get("enum"), value)) return false;
    return switch (schema.path("format").asText(schema.path("type").asText())) {
      case "integer" -> value.matches("-?[0-9]+");
      case "boolean" -> value.matches("true|false");
      case "date-time" -> value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
      default -> true;
    };
  }

  private static boolean names(JsonNode list, String value) {
    for (JsonNode one : list) if (one.asText().equals(value)) return true;
    return false;
  }

  /** What is wrong with an answer; nothing when it holds. */
  List<String> answer(String method, String path, int status, @Nullable JsonNode body) {
    JsonNode operation = operation(method, path);
    // Any path may be unknown, to anyone.
    if (operation == null)
      return status == 404 ? List.of() : List.of("GitHub has no " + method + " " + path);
    JsonNode response = resolve(operation.path("responses").path(String.valueOf(status)));
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (response.isMissingNode()) {
      // Errors that any operation may answer, whether it lists them or not.
      boolean general =
          status == 401 || status == 403 || status == 404 || status == 429 || status >= 500;
      if (!general && status != 301 && status != 307)
        return List.of(method + " " + path + " never answers " + status);
      schema = description.at("/components/schemas/basic-error");
    }
    if (schema.isMissingNode() || body == null) return List.of();
    return validate(schema, body).stream()
        .map(problem -> method + " " + path + " " + status + ": " + problem)
        .toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
  }

  private List<String> validate(JsonNode schema, JsonNode body) {
    // The schema with the shared components beside it: nothing but what it refers to is compiled.
    Schema compiled =
        schemas.computeIfAbsent(
            Integer.toHexString(System.identityHashCode(schema)),
            key -> {
              ObjectNode root =
                  schema.has("$ref")
                      ? new ObjectMapper().createObjectNode()
                      : ((ObjectNode) schema).objectNode();
              if (schema.has("$ref")) root.set("allOf", root.arrayNode().add(schema));
              else root.setAll((ObjectNode) schema);
              root.set("components", description.get("components"));
              return REGISTRY.getSchema(root);
            });
    return compiled.validate(body).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
