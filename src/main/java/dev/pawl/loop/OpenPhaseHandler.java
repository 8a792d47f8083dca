package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.issue.PhaseIssue;
import dev.pawl.loop.policy.Step;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.mirror.Marker;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens a phase's issue, with the label that marks it for people. What it says is its kind's own.
 * Which agent to ask, and how, is a step of its own.
 */
@ApplicationScoped
class OpenPhaseHandler implements StepHandler<Step.OpenPhase> {
  private final Map<Kind, PhaseIssue> byKind;

  OpenPhaseHandler(Instance<PhaseIssue> issues) {
    this.byKind = issues.stream().collect(Collectors.toMap(PhaseIssue::kind, Function.identity()));
    Set<Kind> missing = EnumSet.allOf(Kind.class);
    missing.removeAll(byKind.keySet());
    if (!missing.isEmpty()) {
      // Found by whatever story comes first, not by the first phase of that kind.
      throw new IllegalStateException("no issue for " + missing);
    }
  }

  @Override
  public Class<Step.OpenPhase> step() {
    return Step.OpenPhase.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.OpenPhase step, View view) {
    PhaseFacts phase =
        view.phase(step.phase())
            .orElseThrow(() -> new IllegalStateException("no phase " + step.phase()));
    PhaseIssue issue = Objects.requireNonNull(byKind.get(phase.kind()), "each kind has one");
    Intent.CreateLabel label = issue.label(view.settings().labels());
    String labelKey = "label:" + view.repository().id() + ":" + Keys.safe(label.name());
    String text =
        issue.text(view, phase).data("planning", view.settings().planning()).render().strip();
    // Not in the template, which an operator may replace: by it the source is known for certain.
    String source = TurnPolicy.sourcePull(view, phase).map(Marker::ofSource).orElse("");
    return List.of(
        new PlannedEffect(
            labelKey, label, "The label of " + phase.kind().label() + " issues is needed."),
        new PlannedEffect(
            step.key(),
            new Intent.CreateIssue(
                phase.title(),
                (text + "\n\n" + source).strip(),
                List.of(label.name()),
                assignee(view, phase)),
            step.reason(),
            // GitHub makes a label that an issue names, but with neither colour nor description.
            labelKey));
  }

  /** Where no agent is to be asked, planning tasks go to whom the settings name. */
  private static @Nullable String assignee(View view, PhaseFacts phase) {
    Settings.Agent agent = view.settings().agent();
    boolean planning = phase.kind() != Kind.DEVELOPMENT && phase.kind() != Kind.REPAIR;
    return planning && agent.use().isEmpty() ? agent.assignee() : null;
  }
}
