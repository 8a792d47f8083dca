package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.world.AgentMood;
import java.util.ArrayList;
import java.util.List;

/** What an agent does in one go, before it rests for a while. */
enum Step {
  /** Shows that it has seen the issue. */
  GREET,
  /** Makes a branch with an empty commit, and a pull request from it. */
  OPEN,
  /** Goes on with the pull request that there is: brings its branch up to date. */
  CATCH_UP,
  /** Takes out of the branch what an earlier session should not have put there. */
  TIDY,
  /** Pushes the work. */
  WORK,
  /** Pushes what shows that the work does what it should. */
  PROVE,
  /** Changes a workflow file too. */
  FORBID,
  /** Changes what its task does not allow. */
  STRAY,
  /** Has people talk about the work, and answers them. */
  DISCUSS,
  /** Has somebody change the default branch where it changes something itself. */
  COLLIDE,
  /** Opens a second pull request. */
  DOUBLE,
  /** Gives its finish signal. */
  FINISH,
  /** Ends on a rate limit. */
  LIMIT,
  /** Closes its pull request. */
  CLOSE,
  /** Ends without a pull request. */
  LEAVE,
  /** Is not heard of again. */
  VANISH;

  /**
   * The steps of a session.
   *
   * @param goesOn whether there is a pull request to go on with
   */
  static List<Step> of(AgentMood mood, boolean goesOn) {
    if (mood == AgentMood.SILENT) return List.of(VANISH);
    if (mood == AgentMood.NO_PULL_REQUEST) return List.of(GREET, LEAVE);
    List<Step> steps = new ArrayList<>(List.of(GREET, goesOn ? CATCH_UP : OPEN));
    if (goesOn && !mood.strays()) steps.add(TIDY);
    steps.add(WORK);
    switch (mood) {
      case RATE_LIMITED -> steps.add(LIMIT);
      case FALLS_SILENT -> steps.add(VANISH);
      case CLOSES_ITS_OWN -> steps.add(CLOSE);
      case FORBIDDEN_FILES -> steps.addAll(List.of(PROVE, FORBID, FINISH));
      case CONFLICTS -> steps.addAll(List.of(PROVE, COLLIDE, FINISH));
      case ANOTHER_FILE, TWO_TASKS, EDITS_THE_GOAL, TOUCHES_CODE ->
          steps.addAll(List.of(PROVE, STRAY, FINISH));
      case DISCUSSION -> steps.addAll(List.of(PROVE, DISCUSS, FINISH));
      case TWO_PULL_REQUESTS -> steps.addAll(List.of(PROVE, DOUBLE, FINISH));
      default -> steps.addAll(List.of(PROVE, FINISH));
    }
    return steps;
  }
}
