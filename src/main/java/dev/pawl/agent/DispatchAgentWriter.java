package dev.pawl.agent;

import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Refusal;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Starts a workflow of the repository's own, at most once: GitHub keeps no record of it that could
 * be asked for.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event">
 *     Create a repository dispatch event</a>
 */
@ApplicationScoped
class DispatchAgentWriter implements EffectWriter<Intent.DispatchAgent> {
  @Override
  public Class<Intent.DispatchAgent> intent() {
    return Intent.DispatchAgent.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.DispatchAgent intent) {
    return new Call(
        Endpoint.DISPATCH,
        target.path(),
        Map.of(),
        Map.of(
            "event_type",
            intent.type(),
            "client_payload",
            Map.of(
                "issue",
                intent.issue(),
                "instructions",
                intent.instructions(),
                "effect",
                target.key())),
        target.principal(intent.person()));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.DispatchAgent intent) {
    return new Probe.Lost("GitHub keeps no record of a dispatch");
  }
}
