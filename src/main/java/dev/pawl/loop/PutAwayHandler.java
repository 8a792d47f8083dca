package dev.pawl.loop;

import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Moves the file of a task that has its issue to {@code processed/}, and by the same commit the
 * files of tasks that have ended to {@code complete/}.
 */
@ApplicationScoped
class PutAwayHandler implements StepHandler<Step.PutAway> {

  @Override
  public Class<Step.PutAway> step() {
    return Step.PutAway.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.PutAway step, View view) {
    return List.of(
        new PlannedEffect(
            step.key(),
            QueueCommit.of(view, step.item(), step.blob(), view.repository().defaultBranch()),
            step.reason()));
  }
}
