package dev.pawl.sandbox.world;

import java.util.List;

/**
 * What a protected branch asks of a merge. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches.
 *
 * @param approvals how many people who may write must approve
 * @param checks names of the check runs that must succeed on the head
 * @param strict whether the head must have all of the base
 */
public record Protection(int approvals, List<String> checks, boolean strict) {}
