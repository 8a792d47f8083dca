package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.merge.policy.PullState;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a label say how each pull request of the loop stands, where the settings ask for it. It is
 * written when that changes, and not again: whoever takes the label off, or sets another, is not
 * overruled until it stands otherwise.
 */
final class StateLabels {
  private StateLabels() {}

  static List<PlannedEffect> wanted(View view, List<Judged> judged) {
    if (!view.settings().labels().showState()) {
      return List.of();
    }
    List<PlannedEffect> wanted = new ArrayList<>();
    for (Judged one : judged) {
      Optional<PullRequestFacts> pull =
          view.pullRequest(one.pullRequest()).filter(facts -> !facts.dirty() && !one.readAgain());
      pull.ifPresent(facts -> wanted.addAll(wanted(view, facts, one.stands())));
    }
    return wanted;
  }

  private static List<PlannedEffect> wanted(
      View view, PullRequestFacts pull, @Nullable PullState state) {
    if (state == null) {
      return List.of();
    }
    Settings.Labels labels = view.settings().labels();
    String label = label(labels, state);
    List<String> others =
        Arrays.stream(PullState.values())
            .map(other -> label(labels, other))
            .filter(other -> !other.equalsIgnoreCase(label) && has(pull, other))
            .distinct()
            .toList();
    String stem = EffectKeyFacts.states(view.repository().id(), pull.number(), pull.head().sha());
    List<EffectFacts> earlier = EffectKeyFacts.series(view.effects(), stem);
    String last = earlier.isEmpty() ? "" : earlier.getLast().key();
    boolean same = last.endsWith("-" + Keys.safe(label));
    if (!same && others.isEmpty() && has(pull, label)) {
      return List.of();
    }
    long number = last.isEmpty() ? 1 : EffectKeyFacts.number(last, stem) + (same ? 0 : 1);
    return written(view, pull, state, label, others, stem, number);
  }

  private static List<PlannedEffect> written(
      View view,
      PullRequestFacts pull,
      PullState state,
      String label,
      List<String> others,
      String stem,
      long number) {
    String reason = "How #" + pull.number() + " stands has changed.";
    String made = "label:" + view.repository().id() + ":" + Keys.safe(label);
    List<PlannedEffect> effects = new ArrayList<>();
    effects.add(
        new PlannedEffect(
            made,
            new Intent.CreateLabel(label, color(state), description(state)),
            "The label of pull requests that stand so is needed."));
    for (String other : others) {
      effects.add(
          new PlannedEffect(
              "un" + stem + number + "-" + Keys.safe(other),
              new Intent.TakeLabel(pull.number(), other, false),
              reason));
    }
    effects.add(
        new PlannedEffect(
            stem + number + "-" + Keys.safe(label),
            new Intent.SetLabel(pull.number(), label, false),
            reason,
            made));
    return effects;
  }

  /** Case does not matter to GitHub. */
  private static boolean has(PullRequestFacts pull, String label) {
    return pull.labels().stream().anyMatch(label::equalsIgnoreCase);
  }

  private static String label(Settings.Labels labels, PullState state) {
    return switch (state) {
      case PENDING_REVIEW -> labels.pendingReview();
      case CHANGES_REQUESTED -> labels.changesRequested();
      case READY -> labels.ready();
      case BLOCKED -> labels.blocked();
    };
  }

  private static String color(PullState state) {
    return switch (state) {
      case PENDING_REVIEW -> "fbca04";
      case CHANGES_REQUESTED -> "d93f0b";
      case READY -> "0e8a16";
      case BLOCKED -> "b60205";
    };
  }

  private static String description(PullState state) {
    return switch (state) {
      case PENDING_REVIEW -> "Pawl: it waits";
      case CHANGES_REQUESTED -> "Pawl: somebody wants changes";
      case READY -> "Pawl: it may be merged";
      case BLOCKED -> "Pawl: it is not merged as it is";
    };
  }
}
