package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts;

/**
 * Where the loop stands while a phase is under way.
 *
 * @param issue its issue is to be made, or has no pull request yet
 * @param work its pull request is being worked on
 * @param ready its pull request is ready
 * @param noun what is said before its issue's number; with a blank at its end, or empty
 */
record Stages(Stage issue, Stage work, Stage ready, String noun) {
  private static final Stages GAP_ANALYSIS =
      new Stages(
          Stage.GAP_ANALYSIS_ISSUE,
          Stage.GAP_ANALYSIS_WORK,
          Stage.GAP_ANALYSIS_READY,
          "gap analysis ");
  private static final Stages DEVELOPMENT =
      new Stages(Stage.DEVELOPMENT_ISSUE, Stage.DEVELOPMENT_WORK, Stage.DEVELOPMENT_READY, "");
  private static final Stages CAPABILITY_UPDATE =
      new Stages(
          Stage.CAPABILITY_UPDATE_ISSUE,
          Stage.CAPABILITY_UPDATE_WORK,
          Stage.CAPABILITY_UPDATE_READY,
          "capability update ");
  private static final Stages REVIEW =
      new Stages(
          Stage.DEVELOPMENT_ISSUE, Stage.DEVELOPMENT_WORK, Stage.DEVELOPMENT_READY, "review ");
  private static final Stages REVIEW_CONSUMPTION =
      new Stages(
          Stage.DEVELOPMENT_ISSUE,
          Stage.DEVELOPMENT_WORK,
          Stage.DEVELOPMENT_READY,
          "review consumption ");

  /** What runs beside the loop counts as its development does. */
  static Stages of(PhaseFacts phase) {
    return switch (phase.kind()) {
      case GAP_ANALYSIS -> GAP_ANALYSIS;
      case CAPABILITY_UPDATE -> CAPABILITY_UPDATE;
      case REVIEW -> REVIEW;
      case REVIEW_CONSUMPTION -> REVIEW_CONSUMPTION;
      case DEVELOPMENT, REPAIR -> DEVELOPMENT;
    };
  }
}
