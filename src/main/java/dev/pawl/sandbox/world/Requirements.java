package dev.pawl.sandbox.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pull request still lacks for the branch it goes into. */
public final class Requirements {
  private final World world;
  private final Repository repository;
  private final PullRequest pull;
  private final BranchRules rules;

  public Requirements(World world, Repository repository, PullRequest pull) {
    this.world = world;
    this.repository = repository;
    this.pull = pull;
    this.rules = BranchRules.of(repository, pull.base);
  }

  /** One sentence each, in GitHub's words as far as they are known. */
  public List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    String decision = decision();
    if ("CHANGES_REQUESTED".equals(decision))
      unmet.add("Changes have been requested by reviewers with write access.");
    if ("REVIEW_REQUIRED".equals(decision))
      unmet.add(
          rules.approvals() == 1
              ? "At least 1 approving review is required by reviewers with write access."
              : "At least %d approving reviews are required by reviewers with write access."
                  .formatted(rules.approvals()));
    HeadChecks checks = HeadChecks.of(repository, pull.headSha);
    for (RequiredCheck check : rules.checks()) {
      String name = "Required status check \"" + check.context() + "\"";
      switch (checks.outcome(check)) {
        case NONE, PENDING -> unmet.add(name + " is expected.");
        case FAILED -> unmet.add(name + " is failing.");
        case PASSED -> {}
      }
    }
    if (rules.conversations() && pull.threads.values().stream().anyMatch(t -> !t.resolved))
      unmet.add("A conversation must be resolved before this pull request can be merged.");
    return unmet;
  }

  /** Whether the base must be merged into the head first. */
  public boolean behind() {
    return rules.strict() && !world.git.of(repository).isAncestor(pull.baseSha, pull.headSha);
  }

  /** APPROVED, CHANGES_REQUESTED, REVIEW_REQUIRED; null where no review is asked for. */
  public @Nullable String decision() {
    if (rules.approvals() == 0) return null;
    int approvals = 0;
    for (Review review : opinions(pull)) {
      if (!writes(review.author)) continue;
      if (review.state == Review.State.CHANGES_REQUESTED) return "CHANGES_REQUESTED";
      if (review.state == Review.State.APPROVED) approvals++;
    }
    return approvals >= rules.approvals() ? "APPROVED" : "REVIEW_REQUIRED";
  }

  /** The last review of each reviewer that says more than a comment does. */
  public static Collection<Review> opinions(PullRequest pull) {
    Map<Long, Review> last = new LinkedHashMap<>();
    for (Review review : pull.reviews.values()) {
      switch (review.state) {
        case APPROVED, CHANGES_REQUESTED, DISMISSED -> last.put(review.author, review);
        case COMMENTED, PENDING -> {}
      }
    }
    return last.values();
  }

  private boolean writes(long account) {
    String permission = world.permission(repository, world.account(account));
    return List.of("admin", "maintain", "write").contains(permission);
  }
}
