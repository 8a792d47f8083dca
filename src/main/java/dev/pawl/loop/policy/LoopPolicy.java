package dev.pawl.loop.policy;

import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.View.FileFacts;
import dev.pawl.run.View.IssueFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens next in a repository. A pure function: the same view gives the same decision.
 *
 * <p>First match wins: not reached, paused, archived, not readable, needs you, no goal, a
 * capability update, a gap analysis, a development, the goal reached. Which of them begins is
 * {@link TurnPolicy}'s. What phases need beside that is done in any of the latter five.
 */
public final class LoopPolicy {
  /** Raised whenever a view may lead to another decision than before. */
  public static final int VERSION = 8;

  private static final String GOAL = TurnPolicy.GOAL;

  private LoopPolicy() {}

  /** Where nothing is known of what guards say. */
  public static Decision decide(View view) {
    return decide(view, List.of());
  }

  /**
   * @param judged what guards say of the pull requests
   */
  public static Decision decide(View view, List<Judged> judged) {
    View.RepositoryFacts repository = view.repository();
    return switch (repository.reach()) {
      case DELETED -> still(Stage.IDLE, StateWord.IDLE, "The repository was deleted.", "Nothing.");
      case REMOVED ->
          still(
              Stage.IDLE,
              StateWord.IDLE,
              "Pawl is not installed here any more.",
              "Installing Pawl on this repository again.");
      case SUSPENDED ->
          still(
              Stage.PAUSED,
              StateWord.PAUSED,
              "Paused: " + repository.owner() + " has suspended Pawl.",
              "Lifting the suspension in the account's settings on GitHub.");
      case ACTIVE -> reached(view, judged);
    };
  }

  /**
   * Issues that one effect made twice, since a write landed after all looks for it. The oldest is
   * kept; each other one that is open is closed.
   */
  private static List<Step> doubles(View view) {
    Map<String, Integer> kept = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (IssueFacts issue : view.issues()) {
      if (!issue.state().equals("open") && !issue.state().equals("closed")) {
        continue;
      }
      Integer older = kept.putIfAbsent(issue.effectKey(), issue.number());
      String key = EffectKeyFacts.closeDouble(view.repository().id(), issue.number());
      if (older != null && issue.state().equals("open") && unlessEnded(view, key)) {
        steps.add(
            new Step.CloseDouble(
                key,
                "#" + issue.number() + " came twice: it is a double of #" + older + ".",
                issue.number(),
                older));
      }
    }
    return steps;
  }

  private static Decision reached(View view, List<Judged> judged) {
    return view.pause()
        .map(pause -> PausePolicy.paused(view, pause, certain(view) ? doubles(view) : List.of()))
        .orElseGet(() -> moving(view, judged))
        .by(PausePolicy.nextEnd(view))
        .by(WatchPolicy.wakeAt(view));
  }

  /** Whether what is stored may be acted upon. */
  static boolean certain(View view) {
    View.RepositoryFacts repository = view.repository();
    return repository.read()
        && repository.dirty() == null
        && repository.unreadable() == null
        && !repository.archived();
  }

  private static Decision moving(View view, List<Judged> judged) {
    View.RepositoryFacts repository = view.repository();
    if (repository.archived()) {
      return still(
          Stage.IDLE,
          StateWord.IDLE,
          "The repository is archived, so nothing can be written to it.",
          "Taking it out of the archive.");
    }
    if (repository.unreadable() != null) {
      return still(
          Stage.NEEDS_YOU,
          StateWord.NEEDS_YOU,
          "Needs you: GitHub does not let Pawl read the repository: " + repository.unreadable(),
          "Giving the App access to the repository again.");
    }
    if (!repository.read() || repository.dirty() != null) {
      return still(
          Stage.IDLE,
          StateWord.UNKNOWN,
          "The repository is yet to be read.",
          "The reading, which is tried again by itself.");
    }
    return PausePolicy.needsYou(view).orElseGet(() -> stage(view, judged));
  }

  private static Decision stage(View view, List<Judged> judged) {
    View.RepositoryFacts repository = view.repository();
    List<Step> besides = new ArrayList<>(OnboardingPolicy.steps(view));
    besides.addAll(UndoPolicy.steps(view));
    if (repository.issuesEnabled()) {
      besides.addAll(doubles(view));
      besides.addAll(PhasePolicy.steps(view));
      besides.addAll(QueuePolicy.steps(view));
    }
    return loop(view, judged).with(besides);
  }

  private static Decision loop(View view, List<Judged> judged) {
    View.RepositoryFacts repository = view.repository();
    Optional<Decision> development = PhasePolicy.underWay(view, Kind.DEVELOPMENT, judged);
    if (repository.empty()) {
      return idle(view, development, "Idle: the repository has no commit yet.");
    }
    Optional<FileFacts> goal = view.file(GOAL);
    String path = view.settings().planning().goal();
    if (goal.isEmpty()) {
      return idle(
          view,
          development,
          "Idle: `" + path + "` is missing, so there is nothing to work towards.");
    }
    if (!goal.get().readable()) {
      return idle(
          view,
          development,
          "Idle: `" + path + "` is not a text of at most 64 KB, so it cannot be read.");
    }
    if (goal.get().blank()) {
      return idle(
          view, development, "Idle: `" + path + "` is empty, so there is nothing to work towards.");
    }
    if (goal.get().template()) {
      return idle(
          view,
          development,
          EffectKeyFacts.explainTemplate(repository.id()),
          "Idle: `"
              + path
              + "` is still the template: write the goal into it, and take out its first line.");
    }
    if (!repository.issuesEnabled()) {
      return still(
          Stage.NEEDS_YOU,
          StateWord.NEEDS_YOU,
          "Needs you: issues are switched off, and the loop works through issues.",
          "Switching issues on in the repository's settings.");
    }
    return turn(view, judged);
  }

  private static Decision idle(View view, Optional<Decision> development, String reason) {
    String key = EffectKeyFacts.explainSetup(view.repository().id());
    return idle(view, development, key, reason);
  }

  /**
   * A task that was opened by hand goes on without a goal, and then says more than its lack.
   *
   * @param key of the word on it that is said once
   */
  private static Decision idle(
      View view, Optional<Decision> development, String key, String reason) {
    List<Step> steps = new ArrayList<>();
    String head = view.repository().head();
    if (head != null && unlessEnded(view, key)) {
      steps.add(new Step.ExplainSetup(key, reason, head));
    }
    if (development.isPresent()) {
      return development.get().at(Stage.IDLE).with(steps);
    }
    return new Decision(
        Stage.IDLE,
        StateWord.IDLE,
        List.copyOf(steps),
        List.of(),
        reason,
        "Writing the goal into `" + view.settings().planning().goal() + "` on the default branch.",
        null);
  }

  /**
   * First match wins: a capability update, one that a red branch holds back, a gap analysis, a
   * development, the goal reached.
   */
  private static Decision turn(View view, List<Judged> judged) {
    return PhasePolicy.underWay(view, Kind.CAPABILITY_UPDATE, judged)
        .or(() -> UndoPolicy.waiting(view))
        .or(() -> PhasePolicy.underWay(view, Kind.GAP_ANALYSIS, judged))
        .or(() -> PhasePolicy.underWay(view, Kind.DEVELOPMENT, judged))
        .or(() -> done(view))
        .orElseGet(() -> analysed(view));
  }

  private static Optional<Decision> done(View view) {
    return TurnPolicy.reached(view)
        ? Optional.of(
            still(
                Stage.DONE,
                StateWord.DONE,
                "Done: `"
                    + view.settings().planning().goalReached()
                    + "` says that the goal is reached.",
                "A change of the goal `" + view.settings().planning().goal() + "`."))
        : Optional.empty();
  }

  /** Nothing is under way though there is a goal: what was asked for it has had no result. */
  private static Decision analysed(View view) {
    Optional<PhaseFacts> last = Analyses.last(view);
    if (last.isEmpty()) {
      return still(
              Stage.GAP_ANALYSIS_ISSUE,
              StateWord.READY,
              "There is a goal and no gap analysis under way: it is opened next.",
              "The issue being there.")
          .by(Analyses.wakeAt(view));
    }
    PhaseFacts phase = last.get();
    boolean merged = phase.state() == PhaseFacts.State.DONE;
    String name = phase.issue() == null ? "" : " #" + phase.issue();
    String closed =
        Optional.ofNullable(phase.issue())
            .flatMap(view::issue)
            .map(IssueFacts::state)
            .filter(state -> !state.equals("open"))
            .orElse(phase.state().label());
    return still(
            Stage.GAP_ANALYSIS_ISSUE,
            StateWord.WAITING,
            merged
                ? "Waiting: the gap analysis"
                    + name
                    + " for this goal has left neither a task in `"
                    + view.settings().planning().queue()
                    + "/pending/` nor word that this goal is reached"
                    + Analyses.wrongWord(view).map(wrong -> ": " + wrong + ".").orElse(".")
                : "Waiting: the gap analysis" + name + " for this goal was " + closed + ".",
            "A task in `"
                + view.settings().planning().queue()
                + "/pending/`, a change of the goal or of the capabilities document"
                + (phase.state() == PhaseFacts.State.CANCELLED && closed.equals("closed")
                    ? ", or opening" + name + " again."
                    : "."))
        .by(Analyses.wakeAt(view));
  }

  static List<Decision.Wait> held(EffectFacts effect) {
    return effect.error() == null
        ? List.of()
        : List.of(new Decision.Wait(effect.error(), effect.notBefore()));
  }

  /** Whether an effect may still be asked for: it is not there yet, or still on its way. */
  static boolean unlessEnded(View view, String key) {
    return view.effect(key).map(EffectFacts::open).orElse(true);
  }

  private static Decision still(Stage stage, StateWord state, String reason, String change) {
    return new Decision(stage, state, List.of(), List.of(), reason, change, null);
  }
}
