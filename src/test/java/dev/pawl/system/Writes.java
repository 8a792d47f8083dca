package dev.pawl.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.SandboxControl;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was really written to a sandbox, by its own request log. */
final class Writes {
  private static final Pattern IN_A_REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)/(.*)");

  /** The effects that these tests lead to, by what is asked of GitHub. */
  private static final Map<String, String> KINDS =
      Map.of(
          "POST issues", "create-issue",
          "POST labels", "create-label",
          "POST check-runs", "create-check-run");

  private Writes() {}

  /**
   * How often each repository was written to, by the kind of effect that this is, such as {@code
   * acme/lighthouse create-issue}. A write that is none of them stands there by its request.
   */
  static Map<String, Long> in(SandboxControl github) {
    Map<String, Long> writes = new TreeMap<>();
    for (JsonNode request : github.requests("POST|PUT|PATCH|DELETE", "/(repos/.*|graphql)")) {
      if (request.path("wrote").asBoolean()) {
        writes.merge(name(request), 1L, Long::sum);
      }
    }
    return writes;
  }

  private static String name(JsonNode request) {
    String method = request.path("method").asText();
    String path = request.path("path").asText();
    Matcher repository = IN_A_REPOSITORY.matcher(path);
    if (!repository.matches()) {
      return method + " " + path;
    }
    String asked = method + " " + repository.group(2);
    return repository.group(1) + " " + KINDS.getOrDefault(asked, asked);
  }
}
