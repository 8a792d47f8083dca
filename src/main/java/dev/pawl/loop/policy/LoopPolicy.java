package dev.pawl.loop.policy;

import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.EffectKeyFacts;
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
 * <p>First match wins: not reached, paused, archived, not readable, needs you, no goal, an open gap
 * analysis, development, a gap analysis to be opened. What phases need beside that is done in any
 * of the latter four.
 */
public final class LoopPolicy {
  /** Raised whenever a view may lead to another decision than before. */
  public static final int VERSION = 4;

  /** How the key of every gap-analysis issue begins. */
  public static final String GAP_ANALYSIS = EffectKeyFacts.GAP_ANALYSIS;

  private static final String GOAL = "GOAL";

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
        .by(PausePolicy.nextEnd(view));
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
    List<Step> besides = new ArrayList<>();
    if (repository.issuesEnabled()) {
      besides.addAll(doubles(view));
      besides.addAll(PhasePolicy.steps(view));
    }
    return loop(view, PhasePolicy.development(view, judged)).with(besides);
  }

  private static Decision loop(View view, Optional<Decision> development) {
    View.RepositoryFacts repository = view.repository();
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
      return idle(view, development, "Idle: `" + path + "` is not a text that can be read.");
    }
    if (goal.get().blank()) {
      return idle(
          view, development, "Idle: `" + path + "` is empty, so there is nothing to work towards.");
    }
    if (!repository.issuesEnabled()) {
      return still(
          Stage.NEEDS_YOU,
          StateWord.NEEDS_YOU,
          "Needs you: issues are switched off, and the loop works through issues.",
          "Switching issues on in the repository's settings.");
    }
    return gapAnalysis(view, goal.get(), development);
  }

  /** A task that was opened by hand goes on without a goal, and then says more than its lack. */
  private static Decision idle(View view, Optional<Decision> development, String reason) {
    List<Step> steps = new ArrayList<>();
    String head = view.repository().head();
    String key = EffectKeyFacts.explainSetup(view.repository().id());
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

  private static Decision gapAnalysis(View view, FileFacts goal, Optional<Decision> development) {
    Optional<IssueFacts> open =
        view.issues().stream()
            .filter(issue -> issue.effectKey().startsWith(GAP_ANALYSIS))
            .filter(issue -> issue.state().equals("open"))
            .findFirst();
    if (open.isPresent()) {
      return worked(view, open.get());
    }
    return development.orElseGet(() -> gapAnalysisToOpen(view, goal));
  }

  private static Decision gapAnalysisToOpen(View view, FileFacts goal) {
    String key = EffectKeyFacts.gapAnalysis(view, goal);
    Optional<IssueFacts> closed =
        view.issues().stream().filter(issue -> issue.effectKey().equals(key)).findFirst();
    if (closed.isPresent()) {
      IssueFacts issue = closed.get();
      boolean back = issue.state().equals("closed");
      return still(
          Stage.GAP_ANALYSIS_ISSUE,
          StateWord.WAITING,
          "Waiting: the gap analysis #"
              + issue.number()
              + " for this goal was "
              + issue.state()
              + ".",
          "A change of the goal or of the capabilities document"
              + (back ? ", or opening #" + issue.number() + " again." : "."));
    }
    return view.effect(key)
        .map(effect -> underWay(view, key, effect))
        .orElseGet(() -> toBeOpened(view, key));
  }

  private static Decision toBeOpened(View view, String key) {
    return new Decision(
        Stage.GAP_ANALYSIS_ISSUE,
        StateWord.READY,
        List.of(open(view, key)),
        List.of(),
        "There is a goal and no gap analysis under way: its issue is opened next.",
        "The issue being there.",
        null);
  }

  private static Step open(View view, String key) {
    return new Step.OpenGapAnalysis(
        key,
        "The goal `" + view.settings().planning().goal() + "` has no gap analysis under way.",
        view.settings().agent().assignee());
  }

  private static Decision underWay(View view, String key, EffectFacts effect) {
    EffectFacts holding =
        Optional.ofNullable(effect.after())
            .flatMap(view::effect)
            .filter(EffectFacts::open)
            .orElse(effect);
    return switch (effect.state()) {
      case "failed" ->
          still(
              Stage.NEEDS_YOU,
              StateWord.NEEDS_YOU,
              "Needs you: the gap-analysis issue could not be opened. " + effect.error(),
              "Mending what GitHub says, then trying the effect again.");
      case "done" ->
          still(
              Stage.GAP_ANALYSIS_ISSUE,
              StateWord.UNKNOWN,
              "The gap-analysis issue was made, but is not to be found any more.",
              "A change of the goal or of the capabilities document.");
      case "planned" ->
          new Decision(
              Stage.GAP_ANALYSIS_ISSUE,
              StateWord.READY,
              List.of(open(view, key)),
              held(holding),
              holding.error() == null
                  ? "There is a goal and no gap analysis under way: its issue is opened next."
                  : "Waiting to open the gap-analysis issue. " + holding.error(),
              "The issue being there.",
              holding.notBefore());
      default ->
          new Decision(
              Stage.GAP_ANALYSIS_ISSUE,
              StateWord.WAITING,
              List.of(),
              held(effect),
              "Waiting for certainty: whether the gap-analysis issue was opened is being checked.",
              "GitHub's answer.",
              effect.notBefore());
    };
  }

  static List<Decision.Wait> held(EffectFacts effect) {
    return effect.error() == null
        ? List.of()
        : List.of(new Decision.Wait(effect.error(), effect.notBefore()));
  }

  private static Decision worked(View view, IssueFacts issue) {
    String wanted = view.settings().agent().assignee();
    List<Step> steps = new ArrayList<>();
    String who;
    if (!issue.assignees().isEmpty()) {
      who = String.join(", ", issue.assignees()) + " to work on";
    } else if (wanted == null) {
      who = "somebody to take up (no assignee is named in the settings)";
    } else {
      who = "somebody to take up (GitHub did not accept " + wanted + " as assignee)";
      String key = EffectKeyFacts.explainAssignee(view.repository().id(), issue.number());
      if (unlessEnded(view, key)) {
        steps.add(
            new Step.ExplainAssignee(
                key, "GitHub did not accept " + wanted + " as assignee.", issue.number(), wanted));
      }
    }
    return new Decision(
        Stage.GAP_ANALYSIS_ISSUE,
        issue.assignees().isEmpty() ? StateWord.WAITING : StateWord.WORKING,
        List.copyOf(steps),
        List.of(new Decision.Wait("a pull request for #" + issue.number(), null)),
        "Waiting for " + who + " gap analysis #" + issue.number() + ".",
        "A pull request for #" + issue.number() + ", or closing it.",
        null);
  }

  /** Whether an effect may still be asked for: it is not there yet, or still on its way. */
  static boolean unlessEnded(View view, String key) {
    return view.effect(key).map(EffectFacts::open).orElse(true);
  }

  private static Decision still(Stage stage, StateWord state, String reason, String change) {
    return new Decision(stage, state, List.of(), List.of(), reason, change, null);
  }
}
