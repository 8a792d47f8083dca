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
  private final @Nullable Protection protection;

  public Requirements(World world, Repository repository, PullRequest pull) {
    this.world = world;
    this.repository = repository;
    this.pull = pull;
    this.protection = repository.protections.get(pull.base);
  }

  /** One sentence each, in GitHub's words as far as they are known. */
  public List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    if (protection == null) return unmet;
    String decision = decision();
    if ("CHANGES_REQUESTED".equals(decision))
      unmet.add("Changes have been requested by reviewers with write access.");
    if ("REVIEW_REQUIRED".equals(decision))
      unmet.add(
          protection.approvals() == 1
              ? "At least 1 approving review is required by reviewers with write access."
              : "At least %d approving reviews are required by reviewers with write access."
                  .formatted(protection.approvals()));
    for (String name : protection.checks()) {
      CheckRun run = latest(name);
      if (run == null || !run.status.equals("completed"))
        unmet.add("Required status check \"" + name + "\" is expected.");
      else if (!passed(run)) unmet.add("Required status check \"" + name + "\" is failing.");
    }
    return unmet;
  }

  /** Whether the base must be merged into the head first. */
  public boolean behind() {
    return protection != null
        && protection.strict()
        && !world.git.of(repository).isAncestor(pull.baseSha, pull.headSha);
  }

  /** APPROVED, CHANGES_REQUESTED, REVIEW_REQUIRED; null where no review is asked for. */
  public @Nullable String decision() {
    if (protection == null || protection.approvals() == 0) return null;
    int approvals = 0;
    for (Review review : opinions(pull)) {
      if (!writes(review.author)) continue;
      if (review.state == Review.State.CHANGES_REQUESTED) return "CHANGES_REQUESTED";
      if (review.state == Review.State.APPROVED) approvals++;
    }
    return approvals >= protection.approvals() ? "APPROVED" : "REVIEW_REQUIRED";
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

  /**
   * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
   */
  static boolean passed(CheckRun run) {
    return run.conclusion != null
        && List.of("success", "neutral", "skipped").contains(run.conclusion);
  }

  private @Nullable CheckRun latest(String name) {
    for (CheckRun run : repository.checkRuns.descendingMap().values())
      if (run.name.equals(name) && run.headSha.equals(pull.headSha)) return run;
    return null;
  }

  private boolean writes(long account) {
    String permission = world.permission(repository, world.account(account));
    return List.of("admin", "maintain", "write").contains(permission);
  }
}
