package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says once, on the issue, that nobody was assigned, and what to do. */
@ApplicationScoped
class ExplainAssigneeHandler implements StepHandler<Step.ExplainAssignee> {
  private final Template template;

  ExplainAssigneeHandler(@Location("comments/explain-assignee.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.ExplainAssignee> step() {
    return Step.ExplainAssignee.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.ExplainAssignee step, View view) {
    String body = template.data("assignee", step.assignee()).render();
    return List.of(
        new PlannedEffect(
            step.key(), new Intent.CreateComment(step.issue(), body.strip()), step.reason()));
  }
}
