package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says on the default branch what the loop needs, as one neutral check run. */
@ApplicationScoped
class ExplainSetupHandler implements StepHandler<Step.ExplainSetup> {
  private final Template template;

  ExplainSetupHandler(@Location("checks/explain-setup.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.ExplainSetup> step() {
    return Step.ExplainSetup.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.ExplainSetup step, View view) {
    String goal = view.settings().planning().goal();
    String summary = template.data("reason", step.reason()).data("goal", goal).render();
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.CreateCheckRun(
                "Pawl", step.head(), "neutral", "Write the goal to begin", summary.strip()),
            step.reason()));
  }
}
