package dev.pawl.sandbox.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a branch: its protection and all rulesets together, the strictest of each. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering.
 *
 * @param conversations whether every review thread must be resolved
 * @param codeOwners whether owners of the changed files must approve
 * @param throughPullRequest whether nothing may be pushed to it
 * @param queue whether only the merge queue merges
 * @param linear whether it takes no merge commits
 * @param keepsHistory whether force pushes are refused
 * @param stays whether it can't be deleted
 * @param methods merge, squash, rebase: what the rulesets allow
 */
public record BranchRules(
    int approvals,
    Set<RequiredCheck> checks,
    boolean strict,
    boolean conversations,
    boolean codeOwners,
    boolean throughPullRequest,
    boolean queue,
    boolean linear,
    boolean keepsHistory,
    boolean stays,
    Set<String> methods) {
  public static final Set<String> ALL_METHODS = Set.of("merge", "squash", "rebase");

  public static BranchRules of(Repository repository, String branch) {
    BranchRules rules = of(repository.protections.get(branch));
    for (Ruleset.Rule rule : repository.rulesOf(branch)) rules = rules.and(rule);
    return rules;
  }

  /** A protected branch is neither force-pushed nor deleted, unless that is allowed. */
  private static BranchRules of(@Nullable Protection protection) {
    if (protection == null)
      return new BranchRules(
          0, Set.of(), false, false, false, false, false, false, false, false, ALL_METHODS);
    Set<RequiredCheck> checks = new LinkedHashSet<>();
    for (String name : protection.checks()) checks.add(new RequiredCheck(name, null));
    return new BranchRules(
        protection.approvals(),
        checks,
        protection.strict(),
        protection.conversations(),
        false,
        protection.approvals() > 0,
        protection.queue(),
        false,
        true,
        true,
        ALL_METHODS);
  }

  private BranchRules and(Ruleset.Rule rule) {
    boolean pull = rule.type().equals("pull_request");
    boolean required = rule.type().equals("required_status_checks");
    Set<RequiredCheck> allChecks = new LinkedHashSet<>(checks);
    if (required)
      for (Object check : rule.list("required_status_checks"))
        if (check instanceof Map<?, ?> map) allChecks.add(check(map));
    Set<String> allowed = new LinkedHashSet<>(methods);
    if (pull && !rule.list("allowed_merge_methods").isEmpty())
      allowed.removeIf(method -> !rule.list("allowed_merge_methods").contains(method));
    return new BranchRules(
        pull ? Math.max(approvals, rule.number("required_approving_review_count")) : approvals,
        allChecks,
        strict || (required && rule.flag("strict_required_status_checks_policy")),
        conversations || (pull && rule.flag("required_review_thread_resolution")),
        codeOwners || (pull && rule.flag("require_code_owner_review")),
        throughPullRequest || pull,
        queue || rule.type().equals("merge_queue"),
        linear || rule.type().equals("required_linear_history"),
        keepsHistory || rule.type().equals("non_fast_forward"),
        stays || rule.type().equals("deletion"),
        allowed);
  }

  private static RequiredCheck check(Map<?, ?> check) {
    Object app = check.get("integration_id");
    return new RequiredCheck(
        String.valueOf(check.get("context")), app instanceof Number id ? id.longValue() : null);
  }

  /** Why a push that is no pull request's is refused, in GitHub's words; empty: it is not. */
  public List<String> refusals(HeadChecks checked, boolean forced) {
    java.util.ArrayList<String> refusals = new java.util.ArrayList<>();
    if (forced && keepsHistory) refusals.add("Cannot force-push to this branch");
    if (queue) refusals.add("Changes must be made through the merge queue");
    if (throughPullRequest) refusals.add("Changes must be made through a pull request.");
    for (RequiredCheck check : checks)
      switch (checked.outcome(check)) {
        case NONE, PENDING ->
            refusals.add("Required status check \"" + check.context() + "\" is expected.");
        case FAILED ->
            refusals.add("Required status check \"" + check.context() + "\" is failing.");
        case PASSED -> {}
      }
    return refusals;
  }
}
