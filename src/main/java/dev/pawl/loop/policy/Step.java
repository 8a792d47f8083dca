package dev.pawl.loop.policy;

import dev.pawl.run.OwnPullFacts;

/** One thing that can be done now. Each has a key that names it for ever, and a reason. */
public sealed interface Step {
  String key();

  /** One sentence for people. */
  String reason();

  /**
   * Open the issue of a phase.
   *
   * @param phase the phase's id in the view
   */
  record OpenPhase(String key, String reason, long phase) implements Step {}

  /** Close the issue of a phase that a person chose to skip. */
  record CloseSkipped(String key, String reason, int issue) implements Step {}

  /**
   * Say on the default branch what the repository needs before the loop can begin.
   *
   * @param head the commit to say it on
   */
  record ExplainSetup(String key, String reason, String head) implements Step {}

  /**
   * Close an issue that came twice.
   *
   * @param kept the older one of the same content
   */
  record CloseDouble(String key, String reason, int issue, int kept) implements Step {}

  /**
   * Move a file of the queue to {@code processed/}, and those that have ended to {@code complete/}.
   *
   * @param item the file's item in the view
   * @param blob the content that is moved
   */
  record PutAway(String key, String reason, long item, String blob) implements Step {}

  /**
   * The same by a pull request of Pawl's own, where the branch takes no commit of Pawl's.
   *
   * @param pull names the pull request, before there is one
   * @param part what of it is to be made now
   */
  record PutAwayByPull(
      String key, String reason, long item, String blob, String pull, OwnPullFacts.Part part)
      implements Step {}

  /**
   * Make a part of the pull request by which a repository is given its first files.
   *
   * @param pull names the pull request, before there is one
   */
  record Onboard(String key, String reason, String pull, OwnPullFacts.Part part) implements Step {}

  /**
   * Close a pull request of Pawl's own that would not bring any more what it should.
   *
   * @param pull names the pull request
   * @param file the file that it was to move
   * @param why one sentence
   */
  record CloseOwnPull(String key, String reason, String pull, int number, String file, String why)
      implements Step {}

  /**
   * Delete the branch of a pull request of Pawl's own that came to nothing.
   *
   * @param pull names the pull request
   * @param head where the branch stood when Pawl last wrote to it
   */
  record DropOwnBranch(String key, String reason, String pull, String head) implements Step {}

  /** Open a pull request that undoes a merge which turned the default branch red. */
  record Revert(String key, String reason, int pullRequest) implements Step {}

  /**
   * Close a pull request that would undo a merge, since nobody needs it any more.
   *
   * @param merged the merge that it would undo
   * @param why one sentence
   */
  record CloseRevert(String key, String reason, int merged, int pullRequest, String why)
      implements Step {}

  /**
   * Close the issue of a task whose file was taken away.
   *
   * @param file where it was
   */
  record CloseGone(String key, String reason, int issue, String file) implements Step {}

  /** Say on an issue that the wished assignee was not accepted by GitHub. */
  record ExplainAssignee(String key, String reason, int issue, String assignee) implements Step {}
}
