package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The issue is assigned; for another attempt it is taken back first, which begins a session. */
record ByAssignment() implements Way {
  @Override
  public List<PlannedEffect> effects(AgentStep.Start step, @Nullable String login) {
    boolean person = step.profile().asPerson();
    boolean somebody = step.profile().word().isEmpty();
    String who = somebody ? Objects.requireNonNullElse(login, "") : step.profile().word();
    List<String> logins = new ArrayList<>(step.profile().logins());
    logins.add(who);
    List<PlannedEffect> effects = new ArrayList<>();
    String before = null;
    if (step.attempt() > 1 && !somebody) {
      before = "withdraw:" + step.execution() + ":" + step.agent();
      effects.add(
          new PlannedEffect(
              before,
              new Intent.UnassignAgent(step.issue(), who, List.copyOf(logins), person),
              "A new attempt begins by assigning " + step.agent() + " again."));
    }
    effects.add(
        new PlannedEffect(
            step.key(),
            new Intent.AssignAgent(
                step.issue(),
                who,
                List.copyOf(logins),
                // Whom GitHub does not know as an agent, it takes no instructions for.
                somebody ? "" : Words.instructions(step),
                person),
            step.reason(),
            before));
    return effects;
  }
}
