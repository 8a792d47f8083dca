package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Moves a task's file by a pull request of Pawl's own, one write at a time. */
@ApplicationScoped
class PutAwayByPullHandler implements StepHandler<Step.PutAwayByPull> {
  private final Template template;

  PutAwayByPullHandler(@Location("pulls/move-file.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.PutAwayByPull> step() {
    return Step.PutAwayByPull.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.PutAwayByPull step, View view) {
    return List.of(new PlannedEffect(step.key(), intent(step, view), step.reason()));
  }

  private Intent intent(Step.PutAwayByPull step, View view) {
    String branch = OwnBranch.of(step.pull());
    String base = view.repository().defaultBranch();
    QueueFacts item = QueueCommit.item(view, step.item());
    return switch (step.part()) {
      case BRANCH -> new Intent.CreateBranch(branch, base);
      case COMMIT -> QueueCommit.of(view, step.item(), step.blob(), branch);
      case PULL ->
          new Intent.OpenPullRequest(
              branch,
              base,
              QueueCommit.headline(item),
              template.data("file", item.path()).data("base", base).render().strip());
    };
  }
}
