package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts a pull request together from the pages of what GitHub answered. */
final class PullRequestParts {
  private final JsonNode first;
  private final List<PullRequestSnapshot.Review> reviews = new ArrayList<>();
  private final List<PullRequestSnapshot.Check> checks = new ArrayList<>();
  private final List<PullRequestSnapshot.ChangedFile> files = new ArrayList<>();

  /** Cursors of what there is more of, by the names of the query's variables. */
  private final Map<String, String> cursors = new HashMap<>();

  private int threads;

  PullRequestParts(JsonNode pull) {
    this.first = pull;
    add(pull);
  }

  /** Whether a list goes on. */
  boolean more() {
    return !cursors.isEmpty();
  }

  /** The variables that ask for the next page of each list that goes on. */
  Map<String, Object> cursors() {
    Map<String, Object> variables = new HashMap<>(cursors);
    for (String list : List.of("Reviews", "Threads", "Files", "Checks")) {
      variables.put("more" + list, cursors.containsKey(list.toLowerCase(Locale.ROOT)));
    }
    return variables;
  }

  /** Takes another page of whatever lists it has. */
  void add(JsonNode pull) {
    cursors.clear();
    nodes("reviews", pull.path("reviews")).forEach(node -> reviews.add(review(node)));
    nodes("files", pull.path("files")).forEach(node -> files.add(file(node)));
    nodes("checks", pull.path("statusCheckRollup").path("contexts"))
        .forEach(node -> checks.add(check(node)));
    for (JsonNode thread : nodes("threads", pull.path("reviewThreads"))) {
      threads += thread.path("isResolved").asBoolean(true) ? 0 : 1;
    }
  }

  private Iterable<JsonNode> nodes(String list, JsonNode connection) {
    JsonNode page = connection.path("pageInfo");
    if (page.path("hasNextPage").asBoolean(false)) {
      cursors.put(list, page.path("endCursor").asText(""));
    }
    return connection.path("nodes");
  }

  /** Whether a file has another name than before, which GraphQL does not tell. */
  boolean moved() {
    return files.stream().anyMatch(PullRequestSnapshot.ChangedFile::moved);
  }

  /** Takes what REST tells: the earlier paths of files, by their paths of now. */
  void previous(Map<String, String> paths) {
    files.replaceAll(
        file ->
            new PullRequestSnapshot.ChangedFile(
                file.path(),
                file.moved() ? paths.get(file.path()) : null,
                file.change(),
                file.additions(),
                file.deletions()));
  }

  PullRequestSnapshot snapshot(JsonNode repository, @Nullable String asked) {
    JsonNode base = first.path("baseRef");
    long id = repository.path("databaseId").asLong();
    String tip = text(base.path("target").path("oid"));
    Long headRepository = number(first.path("headRepository").path("databaseId"));
    int fileCount = first.path("changedFiles").asInt(files.size());
    return new PullRequestSnapshot(
        id,
        first.path("number").asInt(),
        first.path("fullDatabaseId").asLong(),
        first.path("id").asText(""),
        first.path("title").asText(""),
        first.path("body").asText(""),
        first.path("state").asText("OPEN"),
        first.path("isDraft").asBoolean(false),
        first.path("viewerDidAuthor").asBoolean(false),
        author(repository, asked),
        new PullRequestSnapshot.Head(
            first.path("headRefName").asText(""),
            first.path("headRefOid").asText(""),
            headRepository),
        new PullRequestSnapshot.Base(
            first.path("baseRefName").asText(""),
            tip == null ? first.path("baseRefOid").asText("") : tip),
        first.path("mergeable").asText("UNKNOWN"),
        first.path("mergeStateStatus").asText("UNKNOWN"),
        first.path("isInMergeQueue").asBoolean(false),
        text(first.path("mergeCommit").path("oid")),
        labels(),
        reviewRequests(),
        closes(id),
        List.copyOf(reviews),
        text(first.path("reviewDecision")),
        threads,
        List.copyOf(checks),
        PullRequestRules.of(repository, base),
        List.copyOf(files),
        fileCount,
        cursors.isEmpty(),
        time(first.path("updatedAt")));
  }

  private PullRequestSnapshot.@Nullable Author author(JsonNode repository, @Nullable String asked) {
    JsonNode author = first.path("author");
    String login = text(author.path("login"));
    if (login == null) {
      return null;
    }
    boolean bot = !author.path("__typename").asText("").equals("User");
    return new PullRequestSnapshot.Author(
        number(author.path("databaseId")),
        login,
        bot,
        bot || !login.equals(asked) ? "UNKNOWN" : access(repository, login));
  }

  private static String access(JsonNode repository, String login) {
    JsonNode edges = repository.path("collaborators").path("edges");
    if (!edges.isArray()) {
      // Null with an error beside it: Pawl may not know.
      return "UNKNOWN";
    }
    for (JsonNode edge : edges) {
      if (edge.path("node").path("login").asText("").equalsIgnoreCase(login)) {
        return edge.path("permission").asText("UNKNOWN");
      }
    }
    return "NONE";
  }

  private List<String> labels() {
    return stream(first.path("labels").path("nodes"))
        .map(label -> label.path("name").asText(""))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }

  private List<String> reviewRequests() {
    return stream(first.path("reviewRequests").path("nodes"))
        .map(request -> request.path("requestedReviewer"))
        .map(reviewer -> reviewer.path("login").asText(reviewer.path("combinedSlug").asText("")))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }

  private Set<Integer> closes(long repository) {
    Set<Integer> numbers = new TreeSet<>();
    for (JsonNode issue : first.path("closingIssuesReferences").path("nodes")) {
      if (issue.path("repository").path("databaseId").asLong() == repository) {
        numbers.add(issue.path("number").asInt());
      }
    }
    return numbers;
  }

  private static PullRequestSnapshot.Review review(JsonNode node) {
    return new PullRequestSnapshot.Review(
        node.path("fullDatabaseId").asLong(),
        number(node.path("author").path("databaseId")),
        node.path("author").path("login").asText(""),
        node.path("state").asText(""),
        node.path("commit").path("oid").asText(""),
        time(node.path("submittedAt")),
        node.path("authorCanPushToRepository").asBoolean(false));
  }

  private static PullRequestSnapshot.ChangedFile file(JsonNode node) {
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

  private static PullRequestSnapshot.Check check(JsonNode node) {
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
          text(node.path("targetUrl")),
          time(node.path("createdAt")));
    }
    JsonNode suite = node.path("checkSuite");
    JsonNode run = suite.path("workflowRun");
    Instant end = time(node.path("completedAt"));
    String conclusion = text(node.path("conclusion"));
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
        text(node.path("detailsUrl")),
        end == null ? time(node.path("startedAt")) : end);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static @Nullable Long number(JsonNode value) {
    return value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : null;
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }

  private static @Nullable Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
