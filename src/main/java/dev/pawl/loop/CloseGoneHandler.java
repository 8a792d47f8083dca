package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Closes the issue of a task whose file was taken away, and says why. */
@ApplicationScoped
class CloseGoneHandler implements StepHandler<Step.CloseGone> {
  private static final int PATH = 500;

  private final Template template;

  CloseGoneHandler(@Location("comments/close-gone.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.CloseGone> step() {
    return Step.CloseGone.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.CloseGone step, View view) {
    String said = step.key() + ":said";
    return List.of(
        new PlannedEffect(
            said,
            new Intent.CreateComment(
                step.issue(), template.data("file", Quoted.of(step.file(), PATH)).render().strip()),
            step.reason()),
        new PlannedEffect(
                step.key(), new Intent.CloseIssue(step.issue(), "not_planned"), step.reason(), said)
            .asFinishing());
  }
}
