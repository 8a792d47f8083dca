package dev.pawl.loop.policy;

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
   * Close the issue of a task whose file was taken away.
   *
   * @param file where it was
   */
  record CloseGone(String key, String reason, int issue, String file) implements Step {}

  /** Say on an issue that the wished assignee was not accepted by GitHub. */
  record ExplainAssignee(String key, String reason, int issue, String assignee) implements Step {}
}
