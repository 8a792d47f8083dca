package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow of the repository's own is started, which brings the agent along. */
record ByDispatch() implements Way {
  @Override
  public List<PlannedEffect> effects(AgentStep.Start step, @Nullable String login) {
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.DispatchAgent(
                step.issue(),
                step.profile().word(),
                Words.instructions(step),
                step.profile().asPerson()),
            step.reason()));
  }
}
