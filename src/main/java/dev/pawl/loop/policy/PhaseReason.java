package dev.pawl.loop.policy;

import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.View;
import java.util.List;

/**
 * How one phase stands, whatever the stage of the loop: a decision speaks of one thing, and phases
 * go on beside it.
 *
 * @param phase its id
 * @param state one of the words of {@link StateWord}
 * @param reason why, as one sentence for people
 * @param change what would change this, as one sentence
 */
public record PhaseReason(long phase, String state, String reason, String change) {

  /**
   * Of each phase that has not ended.
   *
   * @param judged what guards say of the pull requests
   */
  public static List<PhaseReason> of(View view, List<Judged> judged) {
    return PhasePolicy.reasons(view, judged);
  }
}
