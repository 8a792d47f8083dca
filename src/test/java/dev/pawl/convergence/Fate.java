package dev.pawl.convergence;

import java.util.Arrays;
import java.util.List;

/** What becomes of one of Pawl's issues, by the hands of people. */
enum Fate {
  /** Its pull request passes the guards. */
  BY_PAWL(Step.OPEN, Step.FINISH),
  BY_HAND(Step.OPEN, Step.MERGE),
  /** Opened and merged within a moment. */
  AT_ONCE(Step.OPEN_AND_MERGE),
  AT_THE_SECOND_TRY(Step.OPEN, Step.DROP, Step.OPEN, Step.FINISH),
  /** A development that has changed the capabilities document itself. */
  WITH_CAPABILITIES(Step.OPEN_AND_MERGE),
  NOT_DONE(Step.CLOSE),
  /** A gap analysis during which people change the queue. */
  WITH_OTHERS_IN_THE_QUEUE(
      Step.ADD_FILE, Step.MEND_FILE, Step.TAKE_FILE_AWAY, Step.OPEN, Step.MERGE);

  /** One thing that somebody does. */
  enum Step {
    OPEN,
    /** Checks pass, and a review is asked for: Pawl may merge. */
    FINISH,
    MERGE,
    OPEN_AND_MERGE,
    /** The pull request is closed without a merge. */
    DROP,
    /** The issue is. */
    CLOSE,
    ADD_FILE,
    MEND_FILE,
    TAKE_FILE_AWAY
  }

  private final List<Step> steps;

  Fate(Step... steps) {
    this.steps = List.copyOf(Arrays.asList(steps));
  }

  List<Step> steps() {
    return steps;
  }
}
