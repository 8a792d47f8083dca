package dev.pawl.sandbox.world;

/**
 * Which ways to merge a repository allows, and what follows a merge. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/about-merge-methods-on-github.
 *
 * @param deleteBranch whether the head's branch goes after the merge
 */
public record MergeSettings(boolean merge, boolean squash, boolean rebase, boolean deleteBranch) {
  public static final MergeSettings DEFAULT = new MergeSettings(true, true, true, false);

  public boolean allows(MergeMethod method) {
    return switch (method) {
      case MERGE -> merge;
      case SQUASH -> squash;
      case REBASE -> rebase;
    };
  }
}
