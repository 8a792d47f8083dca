package dev.pawl.sandbox.world;

import java.util.Locale;

/**
 * GitHub's {@code mergeable_state}. Source:
 * https://docs.github.com/en/graphql/reference/enums#mergestatestatus.
 */
public enum MergeState {
  UNKNOWN,
  DIRTY,
  DRAFT,
  BLOCKED,
  BEHIND,
  UNSTABLE,
  CLEAN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
