package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;

/** What is changed by a pull request and said of its head, one by one, as GraphQL has it. */
final class PullRequestItems {
  private PullRequestItems() {}

  static PullRequestSnapshot.ChangedFile file(JsonNode node) {
    return new PullRequestSnapshot.ChangedFile(
        node.path("path").asText(""),
        null,
        switch (node.path("changeType").asText("")) {
          case "ADDED" -> "added";
          case "DELETED" -> "removed";
          case "RENAMED" -> "renamed";
          case "COPIED" -> "copied";
          case "CHANGED" -> "changed";
          default -> "modified";
        },
        node.path("additions").asInt(),
        node.path("deletions").asInt());
  }

  static PullRequestSnapshot.Check check(JsonNode node) {
    if (node.path("__typename").asText("").equals("StatusContext")) {
      String state = node.path("state").asText("").toLowerCase(Locale.ROOT);
      boolean running = state.equals("pending") || state.equals("expected");
      return new PullRequestSnapshot.Check(
          true,
          node.path("context").asText(""),
          0,
          0,
          0,
          "",
          running ? "in_progress" : "completed",
          running ? null : state,
          PullRequestParts.text(node.path("targetUrl")),
          PullRequestParts.time(node.path("createdAt")));
    }
    JsonNode suite = node.path("checkSuite");
    JsonNode run = suite.path("workflowRun");
    Instant end = PullRequestParts.time(node.path("completedAt"));
    String conclusion = PullRequestParts.text(node.path("conclusion"));
    return new PullRequestSnapshot.Check(
        false,
        node.path("name").asText(""),
        suite.path("app").path("databaseId").asLong(),
        suite.path("databaseId").asLong(),
        node.path("databaseId").asLong(),
        run.isObject()
            ? run.path("workflow").path("databaseId").asLong() + ":" + run.path("event").asText("")
            : "",
        node.path("status").asText("").toLowerCase(Locale.ROOT),
        conclusion == null ? null : conclusion.toLowerCase(Locale.ROOT),
        PullRequestParts.text(node.path("detailsUrl")),
        end == null ? PullRequestParts.time(node.path("startedAt")) : end);
  }
}
