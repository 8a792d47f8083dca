package dev.pawl.sandbox.world;

import java.util.List;

/**
 * What a protected branch asks of a merge, and of a push. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches.
 *
 * @param approvals how many people who may write must approve; with any, changes must be made
 *     through pull requests
 * @param checks names of the check runs and statuses that must succeed on the head
 * @param strict whether the head must have all of the base
 * @param conversations whether every review thread must be resolved
 * @param queue whether merges go through the merge queue
 */
public record Protection(
    int approvals, List<String> checks, boolean strict, boolean conversations, boolean queue) {
  public static final Protection NONE = new Protection(0, List.of(), false, false, false);
}
