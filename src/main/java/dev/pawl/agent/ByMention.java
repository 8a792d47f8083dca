package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent is called by its name in a comment on the issue. */
record ByMention() implements Way {
  @Override
  public List<PlannedEffect> effects(AgentStep.Start step, @Nullable String login) {
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.CallAgent(
                step.issue(),
                step.profile().word() + " " + Words.task(step),
                step.profile().asPerson()),
            step.reason()));
  }
}
