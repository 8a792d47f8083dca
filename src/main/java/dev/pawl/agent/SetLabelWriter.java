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
import java.util.List;
import java.util.Map;

/**
 * Sets a label, after a look whether it is there already.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/labels#add-labels-to-an-issue">Add labels to
 *     an issue</a>
 */
@ApplicationScoped
class SetLabelWriter implements EffectWriter<Intent.SetLabel> {
  private final IssueLook look;

  SetLabelWriter(IssueLook look) {
    this.look = look;
  }

  @Override
  public Class<Intent.SetLabel> intent() {
    return Intent.SetLabel.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.SetLabel intent) {
    return new Call(
        Endpoint.ADD_LABELS,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("labels", List.of(intent.label())),
        target.principal(intent.person()));
  }

  @Override
  public boolean looksFirst(EffectTarget target, Intent.SetLabel intent) {
    return true;
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.SetLabel intent) {
    return look.probe(target, intent.issue(), issue -> IssueLook.labeled(issue, intent.label()));
  }
}
