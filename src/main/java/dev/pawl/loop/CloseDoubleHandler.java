package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Closes a double, and says on it which one is kept. */
@ApplicationScoped
class CloseDoubleHandler implements StepHandler<Step.CloseDouble> {
  private final Template template;

  CloseDoubleHandler(@Location("comments/close-double.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.CloseDouble> step() {
    return Step.CloseDouble.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.CloseDouble step, View view) {
    String body = template.data("kept", step.kept()).render();
    String explained = "explain-" + step.key();
    return List.of(
        new PlannedEffect(
                explained, new Intent.CreateComment(step.issue(), body.strip()), step.reason())
            .asFinishing(),
        new PlannedEffect(
                step.key(),
                new Intent.CloseIssue(step.issue(), "duplicate"),
                step.reason(),
                explained)
            .asFinishing());
  }
}
