package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Closes the issue of a task that a person chose to skip. */
@ApplicationScoped
class CloseSkippedHandler implements StepHandler<Step.CloseSkipped> {

  @Override
  public Class<Step.CloseSkipped> step() {
    return Step.CloseSkipped.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.CloseSkipped step, View view) {
    return List.of(
        new PlannedEffect(
                step.key(), new Intent.CloseIssue(step.issue(), "not_planned"), step.reason())
            .asFinishing());
  }
}
