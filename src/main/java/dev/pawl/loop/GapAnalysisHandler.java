package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Opens the gap-analysis issue, with the label that marks it for people. */
@ApplicationScoped
class GapAnalysisHandler implements StepHandler<Step.OpenGapAnalysis> {
  private static final String TITLE = "Gap analysis: what is the next task towards the goal?";
  private static final String COLOR = "1d76db";
  private static final String DESCRIPTION = "Pawl: compare the goal with what exists";

  private final Template template;

  GapAnalysisHandler(@Location("issues/gap-analysis.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.OpenGapAnalysis> step() {
    return Step.OpenGapAnalysis.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.OpenGapAnalysis step, View view) {
    Settings settings = view.settings();
    String label = settings.labels().gapAnalysis();
    String body =
        template
            .data("planning", settings.planning())
            .data("hasCapabilities", view.file("CAPABILITIES").isPresent())
            .data("assigned", step.assignee() != null)
            .data("goalBlob", view.file("GOAL").map(View.FileFacts::blob).orElse(""))
            .render();
    String labelKey = "label:" + view.repository().id() + ":" + Keys.safe(label);
    return List.of(
        new PlannedEffect(
            labelKey,
            new Intent.CreateLabel(label, COLOR, DESCRIPTION),
            "The label of gap-analysis issues is needed."),
        new PlannedEffect(
            step.key(),
            new Intent.CreateIssue(TITLE, body.strip(), List.of(label), step.assignee()),
            step.reason(),
            // GitHub makes a label that an issue names, but with neither colour nor description.
            labelKey));
  }
}
