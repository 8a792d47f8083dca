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
import java.util.HashMap;
import java.util.Map;

/**
 * Takes a label off, so that it can be set again. One that is not there is as good as taken off.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/labels#remove-a-label-from-an-issue">Remove
 *     a label from an issue</a>
 */
@ApplicationScoped
class TakeLabelWriter implements EffectWriter<Intent.TakeLabel> {
  private final IssueLook look;

  TakeLabelWriter(IssueLook look) {
    this.look = look;
  }

  @Override
  public Class<Intent.TakeLabel> intent() {
    return Intent.TakeLabel.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.TakeLabel intent) {
    Map<String, String> path = new HashMap<>(target.issuePath(intent.issue()));
    path.put("name", intent.label());
    return new Call(Endpoint.REMOVE_LABEL, path, Map.of(), null, target.principal(intent.person()));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return refusal.status() == 404 ? new Refusal.Done() : AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.TakeLabel intent) {
    return look.probe(target, intent.issue(), issue -> !IssueLook.labeled(issue, intent.label()));
  }
}
