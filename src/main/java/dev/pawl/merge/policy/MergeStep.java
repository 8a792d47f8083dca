package dev.pawl.merge.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write towards the merge of a pull request. Each has a key that names it for ever, and a
 * reason.
 */
public sealed interface MergeStep {
  String key();

  /** One sentence for people. */
  String reason();

  /** The key of the step that must have ended first; null: none. */
  @Nullable String after();

  /**
   * Say on the head how the merge stands.
   *
   * @param checkRun GitHub's id of the check run that is changed; null: it is made
   */
  record Explain(
      String key,
      String reason,
      @Nullable String after,
      @Nullable Long checkRun,
      String head,
      CheckText text)
      implements MergeStep {}

  /** Take an agent's finished draft out of its draft. */
  record MarkReady(
      String key, String reason, @Nullable String after, int pullRequest, String nodeId)
      implements MergeStep {}

  /**
   * @param head the judged commit
   * @param method as GitHub names it
   * @param notAfter when a freeze begins that would keep it back; null: none does
   * @param spared whether a freeze that somebody begins lets it through
   */
  record Merge(
      String key,
      String reason,
      @Nullable String after,
      int pullRequest,
      String head,
      String method,
      @Nullable Instant notAfter,
      boolean spared)
      implements MergeStep {}

  /**
   * Merge the latest of its base into its branch.
   *
   * @param head the judged commit
   */
  record UpdateBranch(
      String key, String reason, @Nullable String after, int pullRequest, String head)
      implements MergeStep {}

  /**
   * Put it into the merge queue of its base.
   *
   * @param head the judged commit
   * @param notAfter when a freeze begins that would keep it back; null: none does
   * @param spared whether a freeze that somebody begins lets it through
   */
  record Enqueue(
      String key,
      String reason,
      @Nullable String after,
      int pullRequest,
      String nodeId,
      String head,
      @Nullable Instant notAfter,
      boolean spared)
      implements MergeStep {}

  /** Close the issue that was worked on. */
  record CloseIssue(String key, String reason, @Nullable String after, int issue)
      implements MergeStep {}

  /**
   * @param head where the branch must stand to be deleted
   */
  record DeleteBranch(String key, String reason, @Nullable String after, String branch, String head)
      implements MergeStep {}
}
