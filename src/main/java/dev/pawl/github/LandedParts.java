package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.PullRequestSnapshot.CommitChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What checks say of the commit that a merge made, of the one before it, and of the latest of the
 * default branch. A part that GitHub left out is not taken for a commit without checks: then
 * nothing is told.
 */
final class LandedParts {
  private static final String MERGE = "repository.pullRequest.mergeCommit";

  private LandedParts() {}

  /** Whether something that the answer left out belongs to it. */
  static boolean leftOut(String path) {
    return path.startsWith(MERGE);
  }

  /** Each commit once; empty where the pull request is not merged. */
  static List<CommitChecks> of(JsonNode merge) {
    Map<String, CommitChecks> all = new LinkedHashMap<>();
    Stream.of(
            merge,
            merge.path("before").path("nodes").path(0),
            merge.path("repository").path("defaultBranchRef").path("target"))
        .filter(commit -> commit.path("oid").isTextual() && commit.has("statusCheckRollup"))
        .forEach(commit -> all.putIfAbsent(commit.path("oid").textValue(), checks(commit)));
    return List.copyOf(all.values());
  }

  private static CommitChecks checks(JsonNode commit) {
    JsonNode contexts = commit.path("statusCheckRollup").path("contexts");
    return new CommitChecks(
        commit.path("oid").textValue(),
        PullRequestParts.stream(contexts.path("nodes"))
            .filter(JsonNode::isObject)
            .map(PullRequestItems::check)
            .toList(),
        !contexts.path("pageInfo").path("hasNextPage").asBoolean(false));
  }
}
