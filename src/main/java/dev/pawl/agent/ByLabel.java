package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label is set. For another attempt the reason is told in a comment, and the label is taken off
 * first: that it is set is what the agent hears of.
 */
record ByLabel() implements Way {
  @Override
  public List<PlannedEffect> effects(AgentStep.Start step, @Nullable String login) {
    boolean person = step.profile().asPerson();
    String label = step.profile().word();
    Intent set = new Intent.SetLabel(step.issue(), label, person);
    if (step.attempt() == 1) {
      return List.of(new PlannedEffect(step.key(), set, step.reason()));
    }
    String suffix = ":" + step.execution() + ":" + step.agent();
    String told = "tell" + suffix;
    String taken = "withdraw" + suffix;
    return List.of(
        new PlannedEffect(
            told,
            new Intent.CreateComment(step.issue(), Words.instructions(step)),
            "The reason is told to " + step.agent() + "."),
        new PlannedEffect(
            taken,
            new Intent.TakeLabel(step.issue(), label, person),
            "A new attempt begins by setting the label again.",
            told),
        new PlannedEffect(step.key(), set, step.reason(), taken));
  }
}
