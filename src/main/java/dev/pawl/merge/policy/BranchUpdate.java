package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a pull request up to date with its base, where the rules ask for that and nothing else
 * stands in the way: once for each pair of head and base, and one pull request of a repository
 * after the other. The next merge would leave all others behind again, and each update has every
 * check run anew.
 *
 * @param reason why it stands as it does, as one sentence
 * @param change what would change this, as one sentence
 */
record BranchUpdate(Optional<MergeStep> step, String reason, String change) {
  private static final String UP_TO_DATE = "Up to date";
  private static final String BEHIND = "BEHIND";

  static BranchUpdate of(
      Judgement judgement, Candidate candidate, long repository, List<EffectFacts> effects) {
    PullRequestFacts pull = candidate.pull();
    if (!judgement.waitsOnlyFor(UP_TO_DATE)) {
      return new BranchUpdate(Optional.empty(), judgement.reason(), judgement.change());
    }
    String key =
        EffectKeyFacts.updates(repository, pull.number())
            + pull.head().sha()
            + ":"
            + pull.base().sha();
    Optional<EffectFacts> refused =
        effects.stream()
            .filter(effect -> effect.key().equals(key) && effect.state().equals("failed"))
            .findFirst();
    if (refused.isPresent()) {
      return new BranchUpdate(
          Optional.empty(),
          "Waiting for #%s to be brought up to date with %s: GitHub does not do it for Pawl: %s."
              .formatted(
                  pull.number(), Quoted.of(pull.base().branch()), MergePolicy.words(refused.get())),
          judgement.change());
    }
    Integer before = candidate.pace().updating();
    if (before != null) {
      return new BranchUpdate(
          Optional.empty(),
          "Waiting for #%s to be brought up to date with %s, in its turn after #%s."
              .formatted(pull.number(), Quoted.of(pull.base().branch()), before),
          "#" + before + " is merged, or turns out not to be what may be merged.");
    }
    return new BranchUpdate(
        Optional.of(
            new MergeStep.UpdateBranch(
                key, judgement.reason(), null, pull.number(), pull.head().sha())),
        judgement.reason(),
        judgement.change());
  }

  /**
   * Whether a pull request has the turn: Pawl has its branch brought up to date, or has had it done
   * and its checks may still let it be merged.
   */
  static boolean underWay(View view, PullRequestFacts pull) {
    String stem = EffectKeyFacts.updates(view.repository().id(), pull.number());
    return pull.state() == PullRequestFacts.State.OPEN
        && view.effects().stream()
            .filter(effect -> effect.key().startsWith(stem))
            .reduce((first, last) -> last)
            .filter(effect -> effect.open() || effect.state().equals("done"))
            .filter(effect -> effect.open() || fresh(pull, effect, stem))
            .isPresent();
  }

  private static boolean fresh(PullRequestFacts pull, @Nullable EffectFacts effect, String stem) {
    boolean moved = effect != null && !effect.key().startsWith(stem + pull.head().sha() + ":");
    if (!moved) {
      // The write leaves it in doubt: what GitHub has made of it in the background is not read yet.
      // Once it is, and nothing came of the update, the next one has the turn.
      return pull.dirty();
    }
    return !pull.mergeState().equals(BEHIND)
        && pull.checks().stream().noneMatch(check -> check.progress() == Progress.FAILED);
  }
}
