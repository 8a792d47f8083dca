package dev.pawl.sandbox.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    if ("REVIEW_REQUIRED".equals(decision) && approving().size() >= rules.approvals())
      unmet.add("Waiting on code owner review.");
    else if ("REVIEW_REQUIRED".equals(decision))
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
    List<Set<Long>> owners = owners();
    if (rules.approvals() == 0 && owners.isEmpty()) return null;
    for (Review review : opinions(pull))
      if (review.state == Review.State.CHANGES_REQUESTED && writes(review.author))
        return "CHANGES_REQUESTED";
    Set<Long> approving = approving();
    boolean owned = owners.stream().allMatch(any -> any.stream().anyMatch(approving::contains));
    return approving.size() >= rules.approvals() && owned ? "APPROVED" : "REVIEW_REQUIRED";
  }

  /** Who approved it and may write. */
  private Set<Long> approving() {
    Set<Long> approving = new HashSet<>();
    for (Review review : opinions(pull))
      if (review.state == Review.State.APPROVED && writes(review.author))
        approving.add(review.author);
    return approving;
  }

  /**
   * The owners of each changed file that has any, of whom one must approve; none where no rule asks
   * for them. Owners who may not write are none.
   */
  private List<Set<Long>> owners() {
    if (!rules.codeOwners()) return List.of();
    GitRepository git = world.git.of(repository);
    String from = git.merges().base(pull.baseSha, pull.headSha);
    List<FileDiff> files = git.diffs().between(from == null ? pull.baseSha : from, pull.headSha);
    List<Set<Long>> owners = new ArrayList<>();
    for (List<String> logins : CodeOwners.of(git, pull.baseSha).of(files).values()) {
      Set<Long> accounts = new HashSet<>();
      for (String login : logins) {
        Account account = world.account(login);
        if (account != null && writes(account.id)) accounts.add(account.id);
      }
      if (!accounts.isEmpty()) owners.add(accounts);
    }
    return owners;
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
