package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lists of pull requests that a repository's reading brings along. */
final class PullOutlines {
  private PullOutlines() {}

  static List<RepositorySnapshot.PullOutline> open(JsonNode repository) {
    return of(repository, "pullRequests");
  }

  static List<RepositorySnapshot.PullOutline> merged(JsonNode repository) {
    return of(repository, "merged");
  }

  private static List<RepositorySnapshot.PullOutline> of(JsonNode repository, String list) {
    long id = repository.path("databaseId").asLong();
    List<RepositorySnapshot.PullOutline> outlines = new ArrayList<>();
    for (JsonNode pull : repository.path(list).path("nodes")) {
      JsonNode author = pull.path("author");
      outlines.add(
          new RepositorySnapshot.PullOutline(
              pull.path("number").asInt(),
              pull.path("fullDatabaseId").asLong(),
              pull.path("id").asText(""),
              pull.path("title").asText(""),
              pull.path("isDraft").asBoolean(false),
              number(author.path("databaseId")),
              author.path("login").asText(""),
              author.isObject() && !author.path("__typename").asText("").equals("User"),
              pull.path("headRefName").asText(""),
              pull.path("headRefOid").asText(""),
              number(pull.path("headRepository").path("databaseId")),
              pull.path("baseRefName").asText(""),
              pull.path("baseRefOid").asText(""),
              closes(pull, id),
              time(pull.path("updatedAt"))));
    }
    return List.copyOf(outlines);
  }

  /** Whether no other one is open. */
  static boolean areAll(JsonNode repository) {
    JsonNode list = repository.path("pullRequests");
    return list.isObject() && list.path("totalCount").asInt() <= list.path("nodes").size();
  }

  private static Set<Integer> closes(JsonNode pull, long repository) {
    Set<Integer> numbers = new TreeSet<>();
    for (JsonNode issue : pull.path("closingIssuesReferences").path("nodes")) {
      if (issue.path("repository").path("databaseId").asLong() == repository) {
        numbers.add(issue.path("number").asInt());
      }
    }
    return numbers;
  }

  private static @Nullable Long number(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() ? (Long) value.longValue() : null;
  }

  private static @Nullable Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
