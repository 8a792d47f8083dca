package dev.pawl.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A pull request as GitHub has it, and what by the documents would speak against its merge. Knows
 * nothing of Pawl's guards.
 *
 * @param whole whether nothing of it was left out
 * @param reviews oldest first
 * @param checks the latest of each name, but for Pawl's own
 */
record Truth(
    boolean whole,
    String state,
    boolean draft,
    String title,
    String head,
    Set<String> labels,
    Set<String> requests,
    List<Review> reviews,
    Map<String, Check> checks,
    String mergeable,
    String updatedAt) {
  record Review(long id, String author, String state, String commit) {}

  /**
   * @param word {@code success}, or how far it is
   */
  record Check(long id, String word) {}

  /** What speaks against a merge. */
  enum Against {
    CLOSED,
    DRAFT,
    UNFINISHED,
    LABEL,
    NO_CHECKS,
    CHECK_FAILED,
    CHECK_RUNS,
    CHANGES_WANTED,
    NO_REVIEW_ASKED,
    CONFLICT
  }

  /** As an answer of GraphQL has it. */
  static Truth answered(JsonNode pull) {
    Map<String, Check> checks = new TreeMap<>();
    for (JsonNode one : pull.at("/statusCheckRollup/contexts/nodes")) {
      boolean run = one.path("__typename").asText().equals("CheckRun");
      if (run) {
        String conclusion = one.path("conclusion").asText("");
        String word = conclusion.isEmpty() || conclusion.equals("null") ? "running" : conclusion;
        latest(
            checks,
            "run " + one.path("name").asText(),
            new Check(one.path("databaseId").asLong(), word.toLowerCase(Locale.ROOT)));
      } else {
        latest(
            checks,
            "status " + one.path("context").asText(),
            new Check(0, status(one.path("state").asText().toLowerCase(Locale.ROOT))));
      }
    }
    List<Review> reviews = new ArrayList<>();
    for (JsonNode one : pull.at("/reviews/nodes")) {
      reviews.add(
          new Review(
              one.path("fullDatabaseId").asLong(),
              one.at("/author/login").asText(),
              one.path("state").asText(),
              one.at("/commit/oid").asText()));
    }
    return new Truth(
        !pull.path("labels").isNull() && !pull.path("reviews").isNull(),
        pull.path("state").asText().toLowerCase(Locale.ROOT),
        pull.path("isDraft").asBoolean(),
        pull.path("title").asText(),
        pull.path("headRefOid").asText(),
        texts(pull.at("/labels/nodes"), one -> one.path("name").asText()),
        texts(pull.at("/reviewRequests/nodes"), one -> one.at("/requestedReviewer/login").asText()),
        reviews,
        checks,
        pull.path("mergeable").asText(),
        pull.path("updatedAt").asText());
  }

  /** As GitHub has it now, for somebody who may read. */
  static Truth now(SandboxControl github, Api reader, String repository, int number) {
    JsonNode pull = github.pullRequest(repository, number);
    String head = pull.at("/head/sha").asText();
    Map<String, Check> checks = new TreeMap<>();
    for (JsonNode run : github.checkRuns(repository)) {
      if (run.path("head_sha").asText().equals(head)) {
        String conclusion = run.path("conclusion").asText("");
        String word = conclusion.isEmpty() || conclusion.equals("null") ? "running" : conclusion;
        latest(
            checks, "run " + run.path("name").asText(), new Check(run.path("id").asLong(), word));
      }
    }
    JsonNode combined = reader.get("/repos/" + repository + "/commits/" + head + "/status").json();
    for (JsonNode one : combined.path("statuses")) {
      latest(
          checks,
          "status " + one.path("context").asText(),
          new Check(0, status(one.path("state").asText())));
    }
    List<Review> reviews = new ArrayList<>();
    for (JsonNode one :
        reader.get("/repos/" + repository + "/pulls/" + number + "/reviews?per_page=100").json()) {
      reviews.add(
          new Review(
              one.path("id").asLong(),
              one.at("/user/login").asText(),
              one.path("state").asText(),
              one.path("commit_id").asText()));
    }
    return new Truth(
        true,
        pull.path("merged").asBoolean() ? "merged" : pull.path("state").asText(),
        pull.path("draft").asBoolean(),
        pull.path("title").asText(),
        head,
        texts(pull.path("labels"), one -> one.path("name").asText()),
        texts(pull.path("requested_reviewers"), one -> one.path("login").asText()),
        reviews,
        checks,
        pull.path("mergeable").isNull()
            ? "UNKNOWN"
            : pull.path("mergeable").asBoolean() ? "MERGEABLE" : "CONFLICTING",
        pull.path("updated_at").asText());
  }

  private static void latest(Map<String, Check> checks, String name, Check check) {
    if (!name.equals("run Pawl")) {
      checks.merge(name, check, (one, other) -> one.id > other.id ? one : other);
    }
  }

  private static String status(String state) {
    return state.equals("pending") || state.equals("expected") ? "running" : state;
  }

  private static Set<String> texts(JsonNode list, Function<JsonNode, String> text) {
    return new TreeSet<>(StreamSupport.stream(list.spliterator(), false).map(text).toList());
  }

  /**
   * @param writers who may write, the author left out
   */
  Set<Against> against(Set<String> writers) {
    Set<Against> against = EnumSet.noneOf(Against.class);
    add(against, Against.CLOSED, !state.equals("open"));
    add(against, Against.DRAFT, draft);
    add(against, Against.UNFINISHED, title.toLowerCase(Locale.ROOT).startsWith("wip"));
    add(against, Against.LABEL, labels.contains("hold"));
    add(against, Against.NO_CHECKS, checks.isEmpty());
    for (Check check : checks.values()) {
      add(against, Against.CHECK_RUNS, check.word.equals("running"));
      add(
          against,
          Against.CHECK_FAILED,
          !check.word.equals("running") && !check.word.equals("success"));
    }
    Map<String, Review> last = new TreeMap<>();
    reviews.stream()
        .sorted(Comparator.comparingLong(Review::id))
        .filter(review -> !Set.of("COMMENTED", "PENDING").contains(review.state))
        .filter(review -> writers.contains(review.author))
        .forEach(review -> last.put(review.author, review));
    boolean approved =
        last.values().stream()
            .anyMatch(review -> review.state.equals("APPROVED") && review.commit.equals(head));
    add(
        against,
        Against.CHANGES_WANTED,
        last.values().stream().anyMatch(review -> review.state.equals("CHANGES_REQUESTED")));
    add(against, Against.NO_REVIEW_ASKED, requests.isEmpty() && !approved);
    add(against, Against.CONFLICT, mergeable.equals("CONFLICTING"));
    return against;
  }

  private static void add(Set<Against> against, Against reason, boolean is) {
    if (is) {
      against.add(reason);
    }
  }
}
