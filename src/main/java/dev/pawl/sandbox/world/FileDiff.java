package dev.pawl.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * How one file differs between two commits.
 *
 * @param status added, removed, modified, renamed or copied
 * @param sha the blob, as it is now or as it was before it was removed
 * @param patch the changed lines; null where there are none, or none that are text
 */
public record FileDiff(
    String status,
    String path,
    @Nullable String previousPath,
    String sha,
    int additions,
    int deletions,
    @Nullable String patch) {}
