package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;

/** What an agent is told. Only Pawl's own words: what others wrote is never passed on. */
final class Words {
  private Words() {}

  /** What it is told besides the issue; empty for a first attempt. */
  static String instructions(AgentStep.Start step) {
    if (step.attempt() == 1) {
      return "";
    }
    String before = step.before();
    return "This is attempt "
        + step.attempt()
        + "."
        + (before == null || before.isEmpty() ? "" : " The one before came to nothing: " + before)
        + (step.pullRequest() == null
            ? " Begin anew, and open a pull request."
            : " Go on in the pull request #" + step.pullRequest() + ", or replace it.");
  }

  /** The whole task, where it is given by a comment. */
  static String task(AgentStep.Start step) {
    String task =
        "Please work on this issue as it says, and open a pull request with `Fixes #"
            + step.issue()
            + "` in its text.";
    String more = instructions(step);
    return more.isEmpty() ? task : task + "\n\n" + more;
  }
}
