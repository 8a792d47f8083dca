package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What branch protection and rulesets ask for, together: both hold.
 *
 * @see <a
 *     href="https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering">About
 *     rule layering</a>
 */
final class PullRequestRules {
  private final Set<PullRequestSnapshot.RequiredCheck> checks = new LinkedHashSet<>();
  private final Set<String> methods;
  private boolean strict;
  private int approvals;
  private boolean codeOwners;
  private boolean threadsResolved;
  private boolean mergeQueue;

  private PullRequestRules(JsonNode repository) {
    this.methods = new TreeSet<>();
    allow("merge", repository.path("mergeCommitAllowed"));
    allow("squash", repository.path("squashMergeAllowed"));
    allow("rebase", repository.path("rebaseMergeAllowed"));
  }

  private void allow(String method, JsonNode allowed) {
    if (allowed.asBoolean(true)) {
      methods.add(method);
    }
  }

  /**
   * @param base the branch; a JSON null when it is gone
   */
  static PullRequestSnapshot.Rules of(JsonNode repository, JsonNode base) {
    PullRequestRules rules = new PullRequestRules(repository);
    JsonNode list = base.path("rules");
    boolean known =
        base.isObject()
            && told(base)
            && list.path("totalCount").asInt() <= list.path("nodes").size();
    rules.protection(base.path("refUpdateRule"));
    list.path("nodes").forEach(rules::rule);
    return new PullRequestSnapshot.Rules(
        known,
        List.copyOf(rules.checks),
        rules.strict,
        rules.approvals,
        rules.codeOwners,
        rules.threadsResolved,
        rules.mergeQueue,
        Set.copyOf(rules.methods));
  }

  /**
   * Whether GitHub told the rules of a branch, each with what it asks for. One that is left out, or
   * told without its parameters, may ask for anything.
   *
   * @param base the branch; where it is gone there is nothing to tell
   */
  static boolean told(JsonNode base) {
    JsonNode nodes = base.path("rules").path("nodes");
    return base.isNull()
        || (nodes.isArray()
            && StreamSupport.stream(nodes.spliterator(), false).allMatch(PullRequestRules::whole));
  }

  private static boolean whole(JsonNode rule) {
    JsonNode parameters = rule.path("parameters");
    return switch (rule.path("type").asText("")) {
      case "" -> false;
      case "PULL_REQUEST" -> parameters.path("requiredApprovingReviewCount").isInt();
      case "REQUIRED_STATUS_CHECKS" -> parameters.path("requiredStatusChecks").isArray();
      default -> true;
    };
  }

  /** Branch protection as anybody may see it; whether it is strict, only administrators may. */
  private void protection(JsonNode rule) {
    for (JsonNode context : rule.path("requiredStatusCheckContexts")) {
      if (context.isTextual()) {
        checks.add(new PullRequestSnapshot.RequiredCheck(context.textValue(), 0));
      }
    }
    approvals = Math.max(approvals, rule.path("requiredApprovingReviewCount").asInt(0));
    codeOwners |= rule.path("requiresCodeOwnerReviews").asBoolean(false);
    threadsResolved |= rule.path("requiresConversationResolution").asBoolean(false);
    linear(rule.path("requiresLinearHistory").asBoolean(false));
  }

  private void rule(JsonNode rule) {
    JsonNode parameters = rule.path("parameters");
    switch (rule.path("type").asText("")) {
      case "PULL_REQUEST" -> pullRequest(parameters);
      case "REQUIRED_STATUS_CHECKS" -> {
        strict |= parameters.path("strictRequiredStatusChecksPolicy").asBoolean(false);
        for (JsonNode check : parameters.path("requiredStatusChecks")) {
          checks.add(
              new PullRequestSnapshot.RequiredCheck(
                  check.path("context").asText(""), check.path("integrationId").asLong(0)));
        }
      }
      case "REQUIRED_REVIEW_THREAD_RESOLUTION" -> threadsResolved = true;
      case "REQUIRED_LINEAR_HISTORY" -> linear(true);
      case "MERGE_QUEUE" -> mergeQueue = true;
      default -> {
        // Others are no matter of a pull request, or GitHub says by its merge state that they hold.
      }
    }
  }

  private void pullRequest(JsonNode parameters) {
    approvals = Math.max(approvals, parameters.path("requiredApprovingReviewCount").asInt(0));
    codeOwners |= parameters.path("requireCodeOwnerReview").asBoolean(false);
    threadsResolved |= parameters.path("requiredReviewThreadResolution").asBoolean(false);
    JsonNode allowed = parameters.path("allowedMergeMethods");
    if (allowed.isArray()) {
      Set<String> named = new HashSet<>();
      allowed.forEach(method -> named.add(method.asText("").toLowerCase(Locale.ROOT)));
      methods.retainAll(named);
    }
  }

  private void linear(boolean required) {
    if (required) {
      methods.remove("merge");
    }
  }
}
