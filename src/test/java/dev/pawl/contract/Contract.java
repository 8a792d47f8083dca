package dev.pawl.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's contract. Each method answers what breaks it, in sentences; an empty list is good. The
 * big files are read once for all tests.
 */
public final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Rest {
    static final RestContract CONTRACT = new RestContract();
  }

  private static final class Webhooks {
    static final WebhookContract CONTRACT = new WebhookContract();
  }

  private static final class Graphql {
    static final GraphqlContract CONTRACT = new GraphqlContract();
  }

  private Contract() {}

  public static List<String> request(String method, String path, @Nullable JsonNode body) {
    return Rest.CONTRACT.request(method, path, body);
  }

  public static List<String> parameters(String method, String path, String query) {
    return Rest.CONTRACT.parameters(method, path, query);
  }

  public static List<String> answer(
      String method, String path, int status, @Nullable JsonNode body) {
    return Rest.CONTRACT.answer(method, path, status, body);
  }

  public static List<String> webhook(String event, @Nullable String action, JsonNode payload) {
    return Webhooks.CONTRACT.payload(event, action, payload);
  }

  public static List<String> operation(String query) {
    return Graphql.CONTRACT.operation(query);
  }

  public static List<String> sdlSubset(String sdl) {
    return Graphql.CONTRACT.subset(sdl);
  }

  /**
   * A whole request log of the sandbox, recorded with bodies: every request body, every answer,
   * every GraphQL operation. Requests that a fault answered count for their body only.
   */
  public static List<String> log(List<JsonNode> requests) {
    List<String> problems = new ArrayList<>();
    for (JsonNode request : requests) {
      String method = request.get("method").asText();
      String path = request.get("path").asText();
      int status = request.get("status").asInt();
      JsonNode body = parse(request.get("body").asText());
      if (path.equals("/graphql")) {
        if (body != null)
          for (String problem : operation(body.path("query").asText()))
            problems.add("GraphQL: " + problem);
        continue;
      }
      if (path.startsWith("/repositories/")) continue;
      // A request that GitHub itself would refuse is no breach by the sandbox, and none by who
      // tests refusals.
      if (status < 400 || status >= 500) problems.addAll(request(method, path, body));
      if (status != 0 && request.get("fault").isNull())
        problems.addAll(answer(method, path, status, parse(request.path("answer").asText(""))));
    }
    return problems.stream().distinct().toList();
  }

  private static @Nullable JsonNode parse(String text) {
    if (text.isEmpty() || text.equals("null")) return null;
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
