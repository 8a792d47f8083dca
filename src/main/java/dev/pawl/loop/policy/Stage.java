package dev.pawl.loop.policy;

/** Where a repository's loop stands. */
public enum Stage {
  /** The gap-analysis issue is to be made, or has no pull request yet. */
  GAP_ANALYSIS_ISSUE("1a"),
  IDLE("idle"),
  NEEDS_YOU("needs-you"),
  PAUSED("paused");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** As it is stored and shown. */
  public String label() {
    return label;
  }
}
