package dev.pawl.agent;

import dev.pawl.agent.policy.StartOutcome;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Refusal;
import dev.pawl.github.Answer;
import dev.pawl.github.GitHubClient;

/**
 * What GitHub's refusal to start an agent means. A token that is not there is another matter than
 * one that GitHub does not take any more: the first is how Pawl was set up, the second has happened
 * to somebody.
 */
final class AgentRefusal {
  private AgentRefusal() {}

  static Refusal of(Answer.Refused refusal) {
    if (refusal.codes().contains(GitHubClient.NO_TOKEN)) {
      return new Refusal.Over(StartOutcome.NO_TOKEN);
    }
    if (refusal.codes().contains(EffectWriter.LEFT_OUT)) {
      return new Refusal.Over(StartOutcome.NOT_ENABLED);
    }
    return switch (refusal.status()) {
      case 401 -> new Refusal.Over(StartOutcome.TOKEN_REFUSED);
      case 403 -> new Refusal.Over(StartOutcome.NOT_ALLOWED);
      case 410, 422 -> new Refusal.Over(Refusal.INVALID);
      default -> new Refusal.Again();
    };
  }
}
