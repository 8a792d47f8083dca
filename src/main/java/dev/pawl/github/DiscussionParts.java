package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.DiscussionSnapshot.Kind;
import dev.pawl.github.DiscussionSnapshot.Speaker;
import dev.pawl.github.DiscussionSnapshot.Utterance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what was said about a pull request. Who may write is taken from what GitHub says of
 * permissions, never from {@code authorAssociation}: a member of an organisation need not be
 * allowed anything, and a contributor is whoever once had a commit merged.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/objects#repositorycollaboratoredge">RepositoryCollaboratorEdge</a>
 */
final class DiscussionParts {
  private static final Set<String> WRITES = Set.of("WRITE", "MAINTAIN", "ADMIN");

  private final List<Utterance> utterances = new ArrayList<>();
  private final Set<Long> writers;
  private int leftOut;

  private DiscussionParts(Set<Long> writers) {
    this.writers = writers;
  }

  /**
   * @param author who made the pull request; null when that account is gone
   * @return null when one of the lists was not asked for or left out
   */
  static @Nullable DiscussionSnapshot of(
      JsonNode repository, JsonNode pull, PullRequestSnapshot.@Nullable Author author) {
    JsonNode comments = pull.path("said");
    JsonNode reviews = pull.path("opinions");
    JsonNode threads = pull.path("talks");
    if (!listed(comments) || !listed(reviews) || !listed(threads)) {
      return null;
    }
    DiscussionParts parts = new DiscussionParts(writers(repository, pull, author));
    parts.add(Kind.DESCRIPTION, pull, null);
    parts.list(comments).forEach(node -> parts.add(Kind.COMMENT, node, null));
    parts.list(reviews).forEach(node -> parts.add(Kind.REVIEW, node, null));
    for (JsonNode thread : parts.list(threads)) {
      JsonNode inside = thread.path("comments");
      if (listed(inside)) {
        parts.list(inside).forEach(node -> parts.add(Kind.REVIEW_COMMENT, node, thread));
      } else {
        parts.leftOut++;
      }
    }
    return new DiscussionSnapshot(parts.utterances, parts.leftOut);
  }

  private static boolean listed(JsonNode connection) {
    return connection.path("nodes").isArray();
  }

  /** What is there; what is more, and what is a hole, is counted. */
  private List<JsonNode> list(JsonNode connection) {
    JsonNode nodes = connection.path("nodes");
    List<JsonNode> there =
        PullRequestParts.stream(nodes)
            .filter(node -> node.path("body").isTextual() || node.has("comments"))
            .toList();
    int all = Math.max(connection.path("totalCount").asInt(0), nodes.size());
    leftOut += Math.max(0, all - there.size());
    return there;
  }

  /**
   * @param thread the conversation on a line that it belongs to; null: none
   */
  private void add(Kind kind, JsonNode node, @Nullable JsonNode thread) {
    String text = node.path("body").asText("");
    // An approval without a word, or the mere envelope of comments on lines.
    if (text.isBlank()) {
      return;
    }
    JsonNode submitted = node.path("submittedAt");
    utterances.add(
        new Utterance(
            kind,
            node.path("fullDatabaseId").asLong(),
            speaker(node.path("author")),
            node.path("viewerDidAuthor").asBoolean(false),
            PullRequestParts.time(submitted.isTextual() ? submitted : node.path("createdAt")),
            kind == Kind.REVIEW ? node.path("state").asText("") : null,
            thread == null ? null : thread.path("path").asText(""),
            thread == null ? null : line(thread),
            text));
  }

  /** Where the line is no more, the one that it was. */
  private static @Nullable Integer line(JsonNode thread) {
    JsonNode line = thread.path("line").isInt() ? thread.path("line") : thread.path("originalLine");
    return line.isInt() ? line.intValue() : null;
  }

  private Speaker speaker(JsonNode author) {
    Long id = PullRequestParts.number(author.path("databaseId"));
    boolean person = person(author);
    return new Speaker(
        id,
        author.path("login").asText(""),
        author.isObject() && !person,
        person && id != null && writers.contains(id));
  }

  private static boolean person(JsonNode author) {
    return author.path("__typename").asText("").equals("User");
  }

  /**
   * The ids of people who may write, from all that one query can tell: the first hundred
   * collaborators, which GitHub only shows to who may push; what it says of each reviewer; and the
   * author, who was asked for by name.
   */
  private static Set<Long> writers(
      JsonNode repository, JsonNode pull, PullRequestSnapshot.@Nullable Author author) {
    Set<Long> writers = new HashSet<>();
    for (JsonNode edge : repository.path("writers").path("edges")) {
      Long id = PullRequestParts.number(edge.path("node").path("databaseId"));
      if (id != null && WRITES.contains(edge.path("permission").asText(""))) {
        writers.add(id);
      }
    }
    for (String list : List.of("reviews", "opinions")) {
      for (JsonNode review : pull.path(list).path("nodes")) {
        Long id = PullRequestParts.number(review.path("author").path("databaseId"));
        if (id != null && review.path("authorCanPushToRepository").asBoolean(false)) {
          writers.add(id);
        }
      }
    }
    Long id = author == null ? null : author.id();
    if (author != null && id != null && WRITES.contains(author.access())) {
      writers.add(id);
    }
    return writers;
  }
}
