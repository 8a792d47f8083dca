package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Deletes a branch of Pawl's own by which nothing came. */
@ApplicationScoped
class DropOwnBranchHandler implements StepHandler<Step.DropOwnBranch> {
  @Override
  public Class<Step.DropOwnBranch> step() {
    return Step.DropOwnBranch.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.DropOwnBranch step, View view) {
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.DeleteBranch(OwnBranch.of(step.pull()), step.head()),
            step.reason()));
  }
}
