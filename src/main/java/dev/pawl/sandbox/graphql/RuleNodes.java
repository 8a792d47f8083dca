package dev.pawl.sandbox.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.GitObjects;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.world.Protection;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Ruleset;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a branch, as who is no administrator sees it. Source:
 * https://docs.github.com/en/graphql/reference/objects#refupdaterule.
 */
record RuleNodes(Nodes nodes) {
  /** What its protection asks for; null where it has none. */
  static @Nullable Fields updateRule(Repository repository, String branch) {
    Protection protection = repository.protections.get(branch);
    if (protection == null) return null;
    return new Fields("RefUpdateRule")
        .with("pattern", branch)
        .with("requiredApprovingReviewCount", positive(protection.approvals()))
        .with("requiredStatusCheckContexts", protection.checks())
        .with("requiresConversationResolution", protection.conversations())
        .with("requiresCodeOwnerReviews", false)
        .with("requiresLinearHistory", false)
        .with("requiresSignatures", false)
        .with("allowsDeletions", false)
        .with("allowsForcePushes", false)
        .with("blocksCreations", false)
        .with("viewerAllowedToDismissReviews", true)
        .with("viewerCanPush", protection.approvals() == 0 && !protection.queue());
  }

  private static @Nullable Integer positive(int number) {
    return number > 0 ? Integer.valueOf(number) : null;
  }

  /** The rules of all rulesets that hold for it. */
  Fields rules(DataFetchingEnvironment e, Repository repository, String branch) {
    List<Fields> rules = new ArrayList<>();
    for (Ruleset ruleset : repository.rulesets.values())
      if (ruleset.holds(repository, branch)) rules.addAll(rules(repository, ruleset));
    return Connections.of(e, "RepositoryRuleConnection", rules);
  }

  private List<Fields> rules(Repository repository, Ruleset ruleset) {
    return ruleset.rules.stream().map(rule -> rule(repository, ruleset, rule)).toList();
  }

  private Fields rule(Repository repository, Ruleset ruleset, Ruleset.Rule rule) {
    return new Fields("RepositoryRule")
        .with("id", GitObjects.nodeId("RRU", repository, ruleset.id + ":" + rule.type()))
        .with("type", rule.type().toUpperCase(Locale.ROOT))
        .with("parameters", parameters(rule))
        .lazy("repositoryRuleset", e -> ruleset(repository, ruleset));
  }

  private Fields ruleset(Repository repository, Ruleset ruleset) {
    return new Fields("RepositoryRuleset")
        .with("id", NodeId.of("RRS", ruleset.id))
        .with("databaseId", ruleset.id)
        .with("name", ruleset.name)
        .with("enforcement", ruleset.enforcement.toUpperCase(Locale.ROOT))
        .with("target", "BRANCH")
        .with("createdAt", ruleset.createdAt)
        .with("updatedAt", ruleset.updatedAt)
        .lazy("source", e -> nodes.repository(repository))
        .lazy(
            "rules",
            e -> Connections.of(e, "RepositoryRuleConnection", rules(repository, ruleset)));
  }

  private static @Nullable Fields parameters(Ruleset.Rule rule) {
    JsonNode given = Json.MAPPER.valueToTree(rule.parameters());
    return switch (rule.type()) {
      case "pull_request" ->
          new Fields("PullRequestParameters")
              .with("allowedMergeMethods", methods(given.path("allowed_merge_methods")))
              .with("dismissStaleReviewsOnPush", flag(given, "dismiss_stale_reviews_on_push"))
              .with("requireCodeOwnerReview", flag(given, "require_code_owner_review"))
              .with("requireLastPushApproval", flag(given, "require_last_push_approval"))
              .with(
                  "requiredApprovingReviewCount",
                  given.path("required_approving_review_count").asInt())
              .with(
                  "requiredReviewThreadResolution",
                  flag(given, "required_review_thread_resolution"));
      case "required_status_checks" ->
          new Fields("RequiredStatusChecksParameters")
              .with("doNotEnforceOnCreate", flag(given, "do_not_enforce_on_create"))
              .with(
                  "strictRequiredStatusChecksPolicy",
                  flag(given, "strict_required_status_checks_policy"))
              .with("requiredStatusChecks", checks(given.path("required_status_checks")));
      case "merge_queue" ->
          new Fields("MergeQueueParameters")
              .with(
                  "checkResponseTimeoutMinutes",
                  given.path("check_response_timeout_minutes").asInt(60))
              .with("groupingStrategy", given.path("grouping_strategy").asText("ALLGREEN"))
              .with("maxEntriesToBuild", given.path("max_entries_to_build").asInt(5))
              .with("maxEntriesToMerge", given.path("max_entries_to_merge").asInt(5))
              .with("mergeMethod", given.path("merge_method").asText("MERGE"))
              .with("minEntriesToMerge", given.path("min_entries_to_merge").asInt(1))
              .with(
                  "minEntriesToMergeWaitMinutes",
                  given.path("min_entries_to_merge_wait_minutes").asInt(5));
      default -> null;
    };
  }

  /** In GraphQL they are in upper case (assumed: the schema only says text). */
  private static @Nullable List<String> methods(JsonNode names) {
    if (!names.isArray()) return null;
    List<String> methods = new ArrayList<>();
    for (JsonNode name : names) methods.add(name.asText().toUpperCase(Locale.ROOT));
    return methods;
  }

  private static List<Fields> checks(JsonNode given) {
    List<Fields> checks = new ArrayList<>();
    for (JsonNode check : given)
      checks.add(
          new Fields("StatusCheckConfiguration")
              .with("context", check.path("context").asText())
              .with(
                  "integrationId",
                  check.hasNonNull("integration_id") ? check.get("integration_id").asInt() : null));
    return checks;
  }

  private static boolean flag(JsonNode given, String name) {
    return given.path(name).asBoolean(false);
  }
}
