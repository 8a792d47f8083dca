package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Opens a phase's issue, with the label that marks it for people. Nobody is assigned along with it:
 * whom to ask, and how, is a step of its own.
 */
@ApplicationScoped
class OpenPhaseHandler implements StepHandler<Step.OpenPhase> {
  private static final String DEVELOPMENT_COLOR = "0e8a16";
  private static final String REPAIR_COLOR = "d93f0b";

  private final Template development;
  private final Template repair;

  OpenPhaseHandler(
      @Location("issues/development.md") Template development,
      @Location("issues/repair.md") Template repair) {
    this.development = development;
    this.repair = repair;
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
    Settings.Labels labels = view.settings().labels();
    return switch (phase.kind()) {
      case DEVELOPMENT ->
          issue(
              step,
              view,
              phase,
              development,
              new Intent.CreateLabel(
                  labels.development(), DEVELOPMENT_COLOR, "Pawl: one task towards the goal"));
      case REPAIR ->
          issue(
              step,
              view,
              phase,
              repair,
              new Intent.CreateLabel(
                  labels.repair(), REPAIR_COLOR, "Pawl: mend the default branch"));
      default ->
          throw new IllegalStateException("no issue for a phase of kind " + phase.kind().label());
    };
  }

  private static List<PlannedEffect> issue(
      Step.OpenPhase step,
      View view,
      PhaseFacts phase,
      Template template,
      Intent.CreateLabel label) {
    String labelKey = "label:" + view.repository().id() + ":" + Keys.safe(label.name());
    String body =
        template.data("task", phase.body()).data("planning", view.settings().planning()).render();
    return List.of(
        new PlannedEffect(
            labelKey, label, "The label of " + phase.kind().label() + " issues is needed."),
        new PlannedEffect(
            step.key(),
            new Intent.CreateIssue(phase.title(), body.strip(), List.of(label.name()), null),
            step.reason(),
            // GitHub makes a label that an issue names, but with neither colour nor description.
            labelKey));
  }
}
