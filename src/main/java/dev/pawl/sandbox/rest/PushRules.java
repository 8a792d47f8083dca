package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a push to a branch is refused by what holds for it; nobody may bypass it but the control
 * API (ours). That such pushes fail is documented, with these words for git itself; the statuses
 * are assumed. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets.
 */
public final class PushRules {
  private static final String HEADS = "refs/heads/";

  private PushRules() {}

  /**
   * Why a branch may not be moved; empty: it may.
   *
   * @param sha where it shall point; null: a commit that is yet to be made, which no check has seen
   */
  public static List<String> refusals(
      World world, Repository repository, String branch, @Nullable String sha) {
    GitRepository git = world.git.of(repository);
    String before = git.head(branch);
    boolean forced = before != null && sha != null && !git.isAncestor(before, sha);
    return BranchRules.of(repository, branch)
        .refusals(HeadChecks.of(repository, sha == null ? GitRepository.ZERO : sha), forced);
  }

  /** Refuses a move of a ref, or with a null sha its deletion. */
  static void requireRef(World world, Repository repository, String ref, @Nullable String sha) {
    if (!ref.startsWith(HEADS)) return;
    String branch = ref.substring(HEADS.length());
    if (sha == null) {
      if (BranchRules.of(repository, branch).stays())
        throw ApiError.of(422, "Cannot delete this branch");
      return;
    }
    List<String> refusals = refusals(world, repository, branch, sha);
    if (!refusals.isEmpty()) throw ApiError.of(422, words(refusals));
  }

  /** Refuses a commit that is to be made on a branch. */
  static void requireCommit(World world, Repository repository, String branch) {
    List<String> refusals = refusals(world, repository, branch, null);
    if (!refusals.isEmpty()) throw ApiError.of(409, words(refusals));
  }

  public static String words(List<String> refusals) {
    return "Repository rule violations found\n\n" + String.join("\n\n", refusals);
  }
}
