package dev.pawl.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of merging a head into a base for a try.
 *
 * @param commit the merge commit that no branch has; null: they conflict
 */
public record TestMerge(String head, String base, @Nullable String commit) {
  boolean of(PullRequest pull) {
    return head.equals(pull.headSha) && base.equals(pull.baseSha);
  }
}
