package dev.pawl.loop.policy;

/** Where a repository's loop stands. */
public enum Stage {
  /** The gap-analysis issue is to be made, or has no pull request yet. */
  GAP_ANALYSIS_ISSUE("1a"),
  /** A gap analysis' pull request is being worked on. */
  GAP_ANALYSIS_WORK("1b"),
  /** A gap analysis' pull request is ready. */
  GAP_ANALYSIS_READY("1c"),
  /** The issue of a development task is to be made, or has no pull request yet. */
  DEVELOPMENT_ISSUE("2a"),
  /** A development's pull request is being worked on. */
  DEVELOPMENT_WORK("2b"),
  /** A development's pull request is ready. */
  DEVELOPMENT_READY("2c"),
  /** The issue of a capability update is to be made, or has no pull request yet. */
  CAPABILITY_UPDATE_ISSUE("3a"),
  /** A capability update's pull request is being worked on. */
  CAPABILITY_UPDATE_WORK("3b"),
  /** A capability update's pull request is ready. */
  CAPABILITY_UPDATE_READY("3c"),
  /** The goal is reached. */
  DONE("done"),
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
