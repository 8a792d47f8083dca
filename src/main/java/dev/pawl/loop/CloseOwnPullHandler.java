package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.OwnPullFacts;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Closes a pull request of Pawl's own that would bring something old, and says why. */
@ApplicationScoped
class CloseOwnPullHandler implements StepHandler<Step.CloseOwnPull> {
  private final Template template;

  CloseOwnPullHandler(@Location("comments/close-own-pull.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.CloseOwnPull> step() {
    return Step.CloseOwnPull.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.CloseOwnPull step, View view) {
    String said = OwnPullFacts.saying(step.pull());
    String words = template.data("why", step.why()).data("file", step.file()).render().strip();
    return List.of(
        new PlannedEffect(said, new Intent.CreateComment(step.number(), words), step.reason()),
        new PlannedEffect(
            step.key(), new Intent.ClosePullRequest(step.number()), step.reason(), said));
  }
}
