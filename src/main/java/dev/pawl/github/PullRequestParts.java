package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.PullRequestSnapshot.Part;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a pull request together from the pages of what GitHub answered. A list that is null, or that
 * has a hole, is not empty: what was in it is not known.
 */
final class PullRequestParts {
  /** What may be left out without harm: whoever judges takes it for the worst. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          // What the author may do is then unknown, a repository that nobody sees is a fork, a
          // reviewer who cannot be named no sign, and a check without a workflow one by itself.
          "rateLimit.*|repository\\.collaborators.*|repository\\.pullRequest\\.headRepository.*"
              // Where its branch stands only spares a look.
              + "|repository\\.pullRequest\\.headRef(\\..*)?"
              // Whoever is not known to be allowed to write is an outsider, and what was said is
              // nothing that a merge is judged by.
              + "|repository\\.writers.*|repository\\.pullRequest\\.(said|opinions|talks|createdAt).*"
              + "|.*\\.requestedReviewer|.*\\.workflowRun.*"
              // Contents of commits only prove afterwards that nothing else has landed.
              + "|repository\\.pullRequest\\.(potentialMergeCommit|mergeCommit\\.|mergedBy).*"
              // An issue of another repository, which the App may not see.
              + "|repository\\.pullRequest\\.closingIssuesReferences\\.nodes\\.\\d+");

  private static final Set<String> LISTS = Set.of("reviews", "threads", "files", "checks");

  private final JsonNode first;
  private final List<PullRequestSnapshot.Review> reviews = new ArrayList<>();
  private final List<PullRequestSnapshot.Check> checks = new ArrayList<>();
  private final List<PullRequestSnapshot.ChangedFile> files = new ArrayList<>();

  /** Cursors of what there is more of, by the names of the query's variables. */
  private final Map<String, String> cursors = new HashMap<>();

  private final Set<Part> unread = EnumSet.noneOf(Part.class);
  private boolean broken;
  private boolean landedUntold;
  private int threads;

  /**
   * @param missing what the answer left out
   */
  PullRequestParts(JsonNode pull, List<Answer.Missing> missing) {
    this.first = pull;
    leftOut(missing);
    add(pull, LISTS);
    nodes(Part.LABELS, pull.path("labels"), false);
    nodes(Part.REVIEW_REQUESTS, pull.path("reviewRequests"), false);
    nodes(Part.ISSUES, pull.path("closingIssuesReferences"), true);
    nodes(Part.DRAFTER, pull.path("timelineItems"), false);
    if (!PullRequestRules.told(pull.path("baseRef"))) {
      unread.add(Part.RULES);
    }
  }

  /** Whether something is left out that belongs to none of the parts: there is no picture then. */
  boolean broken() {
    return broken
        || !Stream.of("title", "state", "headRefName", "headRefOid", "baseRefName", "mergeable")
            .allMatch(field -> first.path(field).isTextual())
        || !Stream.of("isDraft", "isInMergeQueue", "viewerDidAuthor")
            .allMatch(field -> first.path(field).isBoolean())
        || !first.path("changedFiles").isInt();
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

  /** Takes another page of the lists that go on. */
  void add(JsonNode pull, List<Answer.Missing> missing) {
    leftOut(missing);
    add(pull, Set.copyOf(cursors.keySet()));
  }

  private void add(JsonNode pull, Set<String> asked) {
    cursors.clear();
    if (asked.contains("reviews")) {
      page(Part.REVIEWS, "reviews", pull.path("reviews"))
          .forEach(node -> reviews.add(review(node)));
    }
    if (asked.contains("files")) {
      page(Part.FILES, "files", pull.path("files"))
          .forEach(node -> files.add(PullRequestItems.file(node)));
    }
    JsonNode rollup = pull.path("statusCheckRollup");
    // A commit of which nothing was ever said has none.
    boolean none = pull == first && rollup.isNull();
    if (asked.contains("checks") && !none) {
      page(Part.CHECKS, "checks", rollup.path("contexts"))
          .forEach(node -> checks.add(PullRequestItems.check(node)));
    }
    if (asked.contains("threads")) {
      for (JsonNode thread : page(Part.CONVERSATIONS, "threads", pull.path("reviewThreads"))) {
        threads += thread.path("isResolved").asBoolean(false) ? 0 : 1;
      }
    }
  }

  private void leftOut(List<Answer.Missing> missing) {
    for (Answer.Missing one : missing) {
      landedUntold = landedUntold || LandedParts.leftOut(one.path());
      if (HARMLESS.matcher(one.path()).matches()) {
        continue;
      }
      Part part = Part.at(one.path());
      if (part == null) {
        broken = true;
      } else {
        unread.add(part);
      }
    }
  }

  private List<JsonNode> page(Part part, String list, JsonNode connection) {
    JsonNode goesOn = connection.path("pageInfo").path("hasNextPage");
    if (!goesOn.isBoolean()) {
      unread.add(part);
    } else if (goesOn.booleanValue()) {
      cursors.put(list, connection.path("pageInfo").path("endCursor").asText(""));
    }
    return nodes(part, connection, false);
  }

  /**
   * @param holes whether one that cannot be seen is no matter
   */
  private List<JsonNode> nodes(Part part, JsonNode connection, boolean holes) {
    JsonNode nodes = connection.path("nodes");
    List<JsonNode> there = stream(nodes).filter(JsonNode::isObject).toList();
    if (!nodes.isArray() || (!holes && there.size() < nodes.size())) {
      unread.add(part);
    }
    return there;
  }

  /** Whether a file has another name than before, which GraphQL does not tell. */
  boolean moved() {
    return files.stream().anyMatch(PullRequestSnapshot.ChangedFile::moved);
  }

  /** Takes what REST tells: the earlier paths of files, by their paths of now. Some may lack. */
  void previous(Map<String, String> paths) {
    files.replaceAll(
        file ->
            new PullRequestSnapshot.ChangedFile(
                file.path(),
                file.moved() ? paths.get(file.path()) : null,
                file.change(),
                file.additions(),
                file.deletions()));
    if (files.stream().anyMatch(file -> file.moved() && file.previous() == null)) {
      unread.add(Part.MOVES);
    }
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
            headRepository,
            text(first.path("headRef").path("target").path("oid"))),
        new PullRequestSnapshot.Base(
            first.path("baseRefName").asText(""),
            tip == null ? first.path("baseRefOid").asText("") : tip),
        first.path("mergeable").asText("UNKNOWN"),
        first.path("mergeStateStatus").asText("UNKNOWN"),
        first.path("isInMergeQueue").asBoolean(false),
        commit(first.path("potentialMergeCommit")),
        commit(first.path("mergeCommit")),
        text(first.path("mergedBy").path("login")),
        landedUntold ? List.of() : LandedParts.of(first.path("mergeCommit")),
        drafter(),
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
        Set.copyOf(unread),
        time(first.path("updatedAt")),
        DiscussionParts.of(repository, first, author(repository, asked)));
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

  private static PullRequestSnapshot.@Nullable Commit commit(JsonNode told) {
    String sha = text(told.path("oid"));
    return sha == null
        ? null
        : new PullRequestSnapshot.Commit(
            sha,
            told.path("tree").path("oid").asText(""),
            stream(told.path("parents").path("nodes"))
                .map(parent -> parent.path("oid").asText(""))
                .toList());
  }

  private @Nullable String drafter() {
    JsonNode last = first.path("timelineItems").path("nodes").path(0);
    if (!last.path("__typename").asText("").equals("ConvertToDraftEvent")) {
      return null;
    }
    JsonNode actor = last.path("actor");
    return actor.path("__typename").asText("").equals("User") ? actor.path("login").asText("") : "";
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

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static @Nullable Long number(JsonNode value) {
    return value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : null;
  }

  static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }

  static @Nullable Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
