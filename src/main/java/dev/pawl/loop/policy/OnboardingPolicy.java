package dev.pawl.loop.policy;

import dev.pawl.run.OnboardingFacts;
import dev.pawl.run.OwnPullFacts;
import dev.pawl.run.View;
import java.util.List;
import java.util.Optional;

/**
 * A repository's first files, by one pull request of Pawl's own. It is never merged by Pawl: what
 * the goal is, and what the settings are to be, a person decides.
 */
final class OnboardingPolicy {
  private OnboardingPolicy() {}

  /** What became of the pull request; the next wish makes another one. */
  static Optional<LoopChange> ended(View view) {
    OnboardingFacts wish = view.onboarding();
    if (wish == null) {
      return Optional.empty();
    }
    OwnPullFacts own = OwnPullFacts.of(view, OwnPullFacts.ofOnboarding(view, wish));
    String name = "#" + own.number();
    if (own.merged()) {
      return over(wish, name + " was merged.");
    }
    if (own.closedByOthers()) {
      return over(wish, name + " was closed without a merge.");
    }
    if (own.needless()) {
      return over(wish, "Nothing was missing.");
    }
    return own.refused()
        .flatMap(
            effect -> over(wish, effect.error() == null ? "GitHub refused it." : effect.error()));
  }

  private static Optional<LoopChange> over(OnboardingFacts wish, String why) {
    return Optional.of(new LoopChange.Onboarded(wish.id(), why));
  }

  /** The next write that makes it. */
  static List<Step> steps(View view) {
    OnboardingFacts wish = view.onboarding();
    if (wish == null || view.repository().empty()) {
      return List.of();
    }
    OwnPullFacts own = OwnPullFacts.of(view, OwnPullFacts.ofOnboarding(view, wish));
    return own
        .next()
        .<Step>map(
            part ->
                new Step.Onboard(
                    own.key(part), wish.who() + " asked for the first files.", own.name(), part))
        .stream()
        .toList();
  }
}
