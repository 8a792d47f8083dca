package dev.pawl.merge;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.policy.MergeStep;
import dev.pawl.settings.Settings;
import java.util.List;

/** The writes of a merge's steps. */
public final class MergeWrites {
  private MergeWrites() {}

  /**
   * One a step, in their order.
   *
   * @param words of the commits of merges
   */
  public static List<PlannedEffect> of(List<MergeStep> steps, Settings.Commit words) {
    return steps.stream().map(step -> planned(step, words)).toList();
  }

  /** A hold stops the merge; what follows a merge finishes it, also while all else is paused. */
  private static PlannedEffect planned(MergeStep step, Settings.Commit words) {
    PlannedEffect effect =
        new PlannedEffect(step.key(), intent(step, words), step.reason(), step.after());
    return switch (step) {
      case MergeStep.Merge merge ->
          effect.aimedAt(merge.pullRequest()).until(merge.notAfter(), merge.spared());
      case MergeStep.Enqueue queue ->
          effect.aimedAt(queue.pullRequest()).until(queue.notAfter(), queue.spared());
      case MergeStep.UpdateBranch update -> effect.aimedAt(update.pullRequest());
      case MergeStep.MarkReady ready -> effect.aimedAt(ready.pullRequest());
      case MergeStep.CloseIssue _, MergeStep.DeleteBranch _ -> effect.asFinishing();
      case MergeStep.Explain _ -> effect;
    };
  }

  private static Intent intent(MergeStep step, Settings.Commit words) {
    return switch (step) {
      case MergeStep.Explain explain ->
          new Intent.PutCheckRun(
              explain.checkRun(),
              Candidate.CHECK,
              explain.head(),
              explain.text().status(),
              explain.text().conclusion(),
              explain.text().title(),
              explain.text().summary());
      case MergeStep.MarkReady ready -> new Intent.MarkReady(ready.pullRequest(), ready.nodeId());
      case MergeStep.Merge merge ->
          new Intent.MergePullRequest(
              merge.pullRequest(), merge.head(), merge.method(), words.given() ? words : null);
      case MergeStep.UpdateBranch update ->
          new Intent.UpdateBranch(update.pullRequest(), update.head());
      case MergeStep.Enqueue queue ->
          new Intent.Enqueue(queue.pullRequest(), queue.nodeId(), queue.head());
      case MergeStep.CloseIssue close -> new Intent.CloseIssue(close.issue(), "completed");
      case MergeStep.DeleteBranch delete -> new Intent.DeleteBranch(delete.branch(), delete.head());
    };
  }
}
