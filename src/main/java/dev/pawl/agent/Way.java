package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.effect.PlannedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to start an agent. */
sealed interface Way permits ByAssignment, ByMention, ByLabel, ByDispatch {
  /**
   * What is to be written, in order; the last one has the step's own key.
   *
   * @param login who is assigned where the agent is a person; null: nobody is named
   */
  List<PlannedEffect> effects(AgentStep.Start step, @Nullable String login);

  /** The way that an agent's profile names. */
  static Way of(AgentStep.Start step) {
    return switch (step.profile().start()) {
      case ASSIGN -> new ByAssignment();
      case MENTION -> new ByMention();
      case LABEL -> new ByLabel();
      case DISPATCH -> new ByDispatch();
    };
  }
}
