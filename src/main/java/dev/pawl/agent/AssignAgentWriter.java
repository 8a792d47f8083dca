package dev.pawl.agent;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assigns an issue, after a look whether it is assigned already: GitHub names one account
 * differently in different places. Whom GitHub does not let be assigned it leaves out in silence.
 *
 * @see <a
 *     href="https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions#using-the-rest-api">Starting
 *     Copilot by REST</a>
 */
@ApplicationScoped
class AssignAgentWriter implements EffectWriter<Intent.AssignAgent> {
  private final IssueLook look;
  private final Issues issues;
  private final Database database;
  private final WorldClock clock;

  AssignAgentWriter(IssueLook look, Issues issues, Database database, WorldClock clock) {
    this.look = look;
    this.issues = issues;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Class<Intent.AssignAgent> intent() {
    return Intent.AssignAgent.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.AssignAgent intent) {
    Map<String, Object> body = new HashMap<>();
    body.put("assignees", List.of(intent.login()));
    if (!intent.instructions().isEmpty()) {
      body.put("agent_assignment", Map.of("custom_instructions", intent.instructions()));
    }
    return new Call(
        Endpoint.ADD_ASSIGNEES,
        target.issuePath(intent.issue()),
        Map.of(),
        body,
        target.principal(intent.person()));
  }

  @Override
  public boolean looksFirst(EffectTarget target, Intent.AssignAgent intent) {
    // A moment after Pawl has made the issue, nobody is assigned as GitHub's answer said. Accepted:
    // somebody assigns the agent within that moment; to assign it twice is no second session.
    return !database.read(
        () -> issues.madeJustNow(target.repositoryId(), intent.issue(), clock.instant()));
  }

  @Override
  public @Nullable String leftOut(Intent.AssignAgent intent, JsonNode answer) {
    return IssueLook.assigned(answer, intent.logins())
        ? null
        : intent.login() + " cannot be assigned here, and GitHub does not say why";
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.AssignAgent intent) {
    return look.probe(target, intent.issue(), issue -> IssueLook.assigned(issue, intent.logins()));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return written.id() == null
        ? Uni.createFrom().voidItem()
        : issues.take(target.repositoryId(), IssueFact.of(written.object()));
  }
}
