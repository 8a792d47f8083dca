package dev.pawl.loop.policy;

import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.merge.policy.MergeDecision;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.ReadinessFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.View.IssueFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What phases need, and where the loop stands while one is in flight. */
final class PhasePolicy {
  private static final String PUSH = "A push of its agent, or the pull request being closed.";

  private PhasePolicy() {}

  /** What can be done now for any phase, whatever the stage. */
  static List<Step> steps(View view) {
    List<Step> steps = new ArrayList<>();
    for (PhaseFacts phase : view.phases()) {
      switch (phase.state()) {
        case PLANNED -> {
          if (phase.waitsFor().isEmpty()
              && BaseWatch.holding(view, phase).isEmpty()
              && unlessSent(view, phase.effectKey())) {
            steps.add(
                new Step.OpenPhase(
                    phase.effectKey(), "“" + phase.title() + "” is to be worked on.", phase.id()));
          }
        }
        case ISSUED -> unassigned(view, phase).ifPresent(steps::add);
        case SKIPPED -> skipped(view, phase.issue()).ifPresent(steps::add);
        default -> {}
      }
    }
    return steps;
  }

  /** Whether its issue is still to be asked for; nothing is while an outcome is unknown. */
  private static boolean unlessSent(View view, String key) {
    return view.effect(key).map(effect -> effect.state().equals("planned")).orElse(true);
  }

  /** The issue of a planning task is assigned as it is made, where no agent is to be asked. */
  private static Optional<Step> unassigned(View view, PhaseFacts phase) {
    String wanted = view.settings().agent().assignee();
    Integer number = phase.issue();
    if (wanted == null
        || number == null
        || !view.settings().agent().use().isEmpty()
        || phase.kind() == Kind.DEVELOPMENT
        || phase.kind() == Kind.REPAIR) {
      return Optional.empty();
    }
    String key = EffectKeyFacts.explainAssignee(view.repository().id(), number);
    return view.issue(number)
        .filter(issue -> issue.state().equals("open") && issue.assignees().isEmpty())
        .filter(_ -> LoopPolicy.unlessEnded(view, key))
        .map(
            _ ->
                new Step.ExplainAssignee(
                    key, "GitHub did not accept " + wanted + " as assignee.", number, wanted));
  }

  private static Optional<Step> skipped(View view, @Nullable Integer number) {
    if (number == null) {
      return Optional.empty();
    }
    String key = EffectKeyFacts.closeSkipped(view.repository().id(), number);
    return view.issue(number)
        .filter(issue -> issue.state().equals("open"))
        // Once: a person who opens it again is not overruled.
        .filter(issue -> LoopPolicy.unlessEnded(view, key))
        .map(
            issue -> new Step.CloseSkipped(key, "The task of #" + number + " is skipped.", number));
  }

  /** How each phase that has not ended stands, and why; in the order of the view. */
  static List<PhaseReason> reasons(View view, List<Judged> judged) {
    if (!LoopPolicy.certain(view)) {
      return List.of();
    }
    Map<Long, String> waits = AgentPolicy.decide(view).waits();
    Optional<Decision> held = held(view);
    return view.phases().stream()
        .filter(phase -> !phase.state().ended())
        .map(
            phase -> {
              Decision stands =
                  held.filter(_ -> phase.state() == State.PLANNED || phase.state() == State.ISSUED)
                      .orElseGet(() -> stands(view, phase, waits, judged));
              return new PhaseReason(
                  phase.id(), stands.state().word(), stands.reason(), stands.change());
            })
        .toList();
  }

  /** What keeps tasks from beginning in the whole repository. */
  private static Optional<Decision> held(View view) {
    if (view.pause().isPresent()) {
      return Optional.of(
          at(
              Stage.PAUSED,
              StateWord.PAUSED,
              "Held back, since the repository is paused.",
              "Resuming on the repository's page."));
    }
    return PausePolicy.needsYou(view)
        .map(
            _ ->
                at(
                    Stage.NEEDS_YOU,
                    StateWord.WAITING,
                    "Held back until somebody has decided what the repository needs.",
                    "Choosing on the health page what is to happen."));
  }

  /** Where the loop stands while a task of a kind is in flight; empty when none is. */
  static Optional<Decision> underWay(View view, Kind kind, List<Judged> judged) {
    return view.phases().stream()
        .filter(phase -> phase.kind() == kind && !phase.state().ended())
        .min(
            Comparator.comparing((PhaseFacts phase) -> phase.state() != State.STUCK)
                .thenComparing(PhaseFacts::id))
        .map(phase -> stands(view, phase, AgentPolicy.decide(view).waits(), judged));
  }

  private static Decision stands(
      View view, PhaseFacts phase, Map<Long, String> waits, List<Judged> judged) {
    Decision stands =
        BaseWatch.holding(view, phase)
            .filter(_ -> phase.state() != State.STUCK)
            .map(red -> UndoPolicy.held(view, red, stage(phase)))
            .orElseGet(() -> unlocked(view, phase, waits, judged));
    return locked(view, phase)
        .map(
            issue ->
                stands.besides(
                    "#"
                        + issue
                        + " is locked: agents that are Apps cannot answer there, nor can Pawl."))
        .orElse(stands);
  }

  private static Stage stage(PhaseFacts phase) {
    Stages stages = Stages.of(phase);
    return switch (phase.state()) {
      case WORKED -> stages.work();
      case READY -> stages.ready();
      default -> stages.issue();
    };
  }

  /** Its issue, where it is locked while somebody is to answer in it. */
  private static Optional<Integer> locked(View view, PhaseFacts phase) {
    return phase.state() == State.ISSUED || phase.state() == State.WORKED
        ? Optional.ofNullable(phase.issue())
            .flatMap(view::issue)
            .filter(IssueFacts::locked)
            .map(IssueFacts::number)
        : Optional.empty();
  }

  private static Decision unlocked(
      View view, PhaseFacts phase, Map<Long, String> waits, List<Judged> judged) {
    return switch (phase.state()) {
      case ISSUED -> issued(view, phase, waits);
      case WORKED -> worked(view, phase, waits, judged);
      case READY -> ready(view, phase, waits, judged);
      case STUCK ->
          at(
              phase.issue() == null ? Stages.of(phase).issue() : Stages.of(phase).work(),
              StateWord.NEEDS_YOU,
              "Needs you: " + why(view, phase),
              intervention(view, phase)
                  .map(open -> PausePolicy.sentence(open.what()))
                  .orElse("Choosing on the health page what is to happen."));
      default -> planned(view, phase);
    };
  }

  private static String missing(View view, PhaseFacts phase) {
    Integer number = phase.pullRequest();
    return number == null
        ? ""
        : view.pullRequest(number)
            .map(ReadinessFacts::of)
            .filter(readiness -> !readiness.ready())
            .map(readiness -> ": " + readiness.why())
            .orElse("");
  }

  private static Decision worked(
      View view, PhaseFacts phase, Map<Long, String> waits, List<Judged> judged) {
    String asked = waits.get(phase.id());
    if (asked != null) {
      return at(Stages.of(phase).work(), StateWord.WAITING, asked, PUSH);
    }
    return judged(phase, judged)
        .filter(merge -> merge.state().equals(StateWord.NEEDS_YOU.word()))
        .map(
            merge ->
                at(Stages.of(phase).work(), StateWord.NEEDS_YOU, merge.reason(), merge.change()))
        .orElseGet(
            () ->
                at(
                    Stages.of(phase).work(),
                    StateWord.WORKING,
                    "#"
                        + phase.pullRequest()
                        + " is being worked on for #"
                        + phase.issue()
                        + attempt(phase)
                        + missing(view, phase)
                        + reminded(phase)
                        + ".",
                    "The pull request getting ready, or being closed."));
  }

  private static String attempt(PhaseFacts phase) {
    return phase.attempts() > 1 ? ", attempt " + phase.attempts() : "";
  }

  /** What guards say of the pull request that works on it, while it is open. */
  private static Optional<MergeDecision> judged(PhaseFacts phase, List<Judged> judged) {
    return judged.stream()
        .filter(one -> one.is(phase.pullRequest()) && one.stands() != null)
        .map(Judged::decision)
        .findFirst();
  }

  private static Decision ready(
      View view, PhaseFacts phase, Map<Long, String> waits, List<Judged> judged) {
    Integer number = phase.pullRequest();
    Optional<HoldFacts> hold = number == null ? Optional.empty() : view.hold(number);
    return hold.map(
            held ->
                at(
                    Stages.of(phase).ready(),
                    StateWord.WAITING,
                    "Waiting: "
                        + held.who()
                        + " holds #"
                        + number
                        + " back"
                        + PausePolicy.until(held)
                        + ": "
                        + PausePolicy.sentence(held.why()),
                    "Letting #" + number + " go on the repository's page."))
        .or(
            () ->
                Optional.ofNullable(waits.get(phase.id()))
                    .map(asked -> at(Stages.of(phase).ready(), StateWord.WAITING, asked, PUSH)))
        .or(
            () ->
                judged(phase, judged)
                    .map(
                        merge ->
                            at(
                                Stages.of(phase).ready(),
                                word(merge),
                                merge.reason(),
                                merge.change())))
        .orElseGet(
            () ->
                at(
                    Stages.of(phase).ready(),
                    StateWord.WAITING,
                    "#" + number + " for #" + phase.issue() + " is ready and waits to be merged.",
                    "The merge."));
  }

  private static StateWord word(MergeDecision merge) {
    return Arrays.stream(StateWord.values())
        .filter(word -> word.word().equals(merge.state()))
        .findFirst()
        .orElse(StateWord.WAITING);
  }

  private static String why(View view, PhaseFacts phase) {
    return intervention(view, phase)
        .map(open -> PausePolicy.sentence(open.why()))
        .orElse("“" + phase.title() + "” cannot go on by itself.");
  }

  private static Optional<InterventionFacts> intervention(View view, PhaseFacts phase) {
    return view.interventions().stream()
        .filter(open -> open.scope() == InterventionFacts.Scope.PHASE)
        .filter(open -> Long.valueOf(phase.id()).equals(open.phase()))
        .findFirst();
  }

  /** That its agent was called in vain, in half a sentence. */
  private static String reminded(PhaseFacts phase) {
    ExecutionFacts attempt = phase.execution();
    return attempt == null || attempt.nudges() == 0
        ? ""
        : ", and " + attempt.agent() + " was reminded";
  }

  private static Decision issued(View view, PhaseFacts phase, Map<Long, String> waits) {
    int number = phase.issue() == null ? 0 : phase.issue();
    List<String> assignees = view.issue(number).map(IssueFacts::assignees).orElse(List.of());
    boolean taken = !assignees.isEmpty();
    String asked = waits.get(phase.id());
    if (asked != null) {
      return at(
          Stages.of(phase).issue(),
          StateWord.WAITING,
          asked,
          "The agent's pull request for #" + number + ", or closing it.");
    }
    return new Decision(
        Stages.of(phase).issue(),
        taken ? StateWord.WORKING : StateWord.WAITING,
        List.of(),
        List.of(new Decision.Wait("a pull request for #" + number, null)),
        "Waiting for "
            + (taken ? String.join(", ", assignees) + " to work on" : nobody(view, phase))
            + " "
            + Stages.of(phase).noun()
            + "#"
            + number
            + attempt(phase)
            + reminded(phase)
            + ".",
        "A pull request for #" + number + ", or closing it.",
        null);
  }

  /** Why nobody works on it yet; where agents are asked, their waits say more. */
  private static String nobody(View view, PhaseFacts phase) {
    String wanted = view.settings().agent().assignee();
    if (phase.kind() == Kind.DEVELOPMENT || phase.kind() == Kind.REPAIR) {
      return "somebody to take up";
    }
    return wanted == null
        ? "somebody to take up (no assignee is named in the settings)"
        : "somebody to take up (GitHub did not accept " + wanted + " as assignee)";
  }

  private static Decision planned(View view, PhaseFacts phase) {
    if (!phase.waitsFor().isEmpty()) {
      return at(
          Stages.of(phase).issue(),
          StateWord.WAITING,
          "Waiting for " + needed(view, phase) + " before “" + phase.title() + "” begins.",
          "Their end.");
    }
    Optional<EffectFacts> effect = view.effect(phase.effectKey());
    if (effect.filter(one -> !one.state().equals("planned")).isPresent()) {
      return new Decision(
          Stages.of(phase).issue(),
          StateWord.WAITING,
          List.of(),
          LoopPolicy.held(effect.get()),
          "Waiting for certainty: whether the issue of “"
              + phase.title()
              + "” was opened is being checked.",
          "GitHub's answer.",
          effect.get().notBefore());
    }
    Optional<EffectFacts> holding =
        effect.map(
            one ->
                Optional.ofNullable(one.after())
                    .flatMap(view::effect)
                    .filter(EffectFacts::open)
                    .orElse(one));
    String error = holding.map(EffectFacts::error).orElse(null);
    return new Decision(
        Stages.of(phase).issue(),
        StateWord.READY,
        List.of(),
        holding.map(LoopPolicy::held).orElse(List.of()),
        error == null
            ? "The issue of “" + phase.title() + "” is opened next."
            : "Waiting to open the issue of “" + phase.title() + "”. " + error,
        "The issue being there.",
        holding.map(EffectFacts::notBefore).orElse(null));
  }

  private static String needed(View view, PhaseFacts phase) {
    return String.join(
        ", ",
        phase.waitsFor().stream()
            .map(
                id ->
                    view.phase(id)
                        .map(
                            one ->
                                "“"
                                    + one.title()
                                    + "”"
                                    + (one.state() == State.CANCELLED ? " (cancelled)" : ""))
                        .orElse("phase " + id))
            .toList());
  }

  private static Decision at(Stage stage, StateWord state, String reason, String change) {
    return new Decision(stage, state, List.of(), List.of(), reason, change, null);
  }
}
