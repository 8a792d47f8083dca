package dev.pawl.agent;

import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.IssueFact;
import dev.pawl.mirror.Issues;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Takes an issue from an agent, which ends its session; to be assigned anew begins the next one.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/assignees#remove-assignees-from-an-issue">
 *     Remove assignees</a>
 */
@ApplicationScoped
class UnassignAgentWriter implements EffectWriter<Intent.UnassignAgent> {
  private final IssueLook look;
  private final Issues issues;

  UnassignAgentWriter(IssueLook look, Issues issues) {
    this.look = look;
    this.issues = issues;
  }

  @Override
  public Class<Intent.UnassignAgent> intent() {
    return Intent.UnassignAgent.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.UnassignAgent intent) {
    return new Call(
        Endpoint.REMOVE_ASSIGNEES,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("assignees", List.of(intent.login())),
        target.principal(intent.person()));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.UnassignAgent intent) {
    return look.probe(target, intent.issue(), issue -> !IssueLook.assigned(issue, intent.logins()));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return written.id() == null
        ? Uni.createFrom().voidItem()
        : issues.take(target.repositoryId(), IssueFact.of(written.object()));
  }
}
