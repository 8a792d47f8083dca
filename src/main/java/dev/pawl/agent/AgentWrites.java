package dev.pawl.agent;

import dev.pawl.agent.policy.AgentStep;
import dev.pawl.agent.policy.StartOutcome;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is to be written for a step, in order. */
@ApplicationScoped
public class AgentWrites {
  private final Template explain;

  AgentWrites(@Location("comments/explain-agent.md") Template explain) {
    this.explain = explain;
  }

  public List<PlannedEffect> of(AgentStep step, View view) {
    return switch (step) {
      case AgentStep.Start start ->
          Way.of(start).effects(start, view.settings().agent().assignee());
      case AgentStep.Nudge nudge -> List.of(nudge(nudge));
      case AgentStep.Restore restore ->
          List.of(
              new PlannedEffect(
                  restore.key(),
                  new Intent.AmendIssue(restore.issue(), restore.text()),
                  restore.reason()));
      case AgentStep.Explain told ->
          List.of(
              new PlannedEffect(
                  told.key(),
                  new Intent.CreateComment(
                      told.issue(),
                      explain
                          .data("why", told.reason())
                          .data("agent", told.agent())
                          .data("token", told.outcome().equals(StartOutcome.NO_TOKEN))
                          .data("enable", told.outcome().equals(StartOutcome.NOT_ENABLED))
                          .render()
                          .strip()),
                  told.reason()));
    };
  }

  private static PlannedEffect nudge(AgentStep.Nudge nudge) {
    PlannedEffect effect =
        new PlannedEffect(
            nudge.key(),
            new Intent.CallAgent(
                nudge.place(), nudge.profile().nudge(), nudge.profile().asPerson()),
            nudge.reason());
    return nudge.aimed() ? effect.aimedAt(nudge.place()) : effect;
  }
}
