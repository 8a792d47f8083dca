package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Closes a pull request that would undo a merge, says why, and takes its branch away. */
@ApplicationScoped
class CloseRevertHandler implements StepHandler<Step.CloseRevert> {
  private final Template template;

  CloseRevertHandler(@Location("comments/close-revert.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.CloseRevert> step() {
    return Step.CloseRevert.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.CloseRevert step, View view) {
    PullRequestFacts pull = view.pullRequest(step.pullRequest()).orElseThrow();
    String stem = EffectKeyFacts.reverts(view.repository().id(), step.merged());
    String words = template.data("why", step.why()).data("merged", step.merged()).render().strip();
    return List.of(
        new PlannedEffect(
            stem + "said", new Intent.CreateComment(step.pullRequest(), words), step.reason()),
        new PlannedEffect(
            step.key(),
            new Intent.ClosePullRequest(step.pullRequest()),
            step.reason(),
            stem + "said"),
        new PlannedEffect(
            stem + "drop",
            new Intent.DeleteBranch(pull.head().branch(), pull.head().sha()),
            step.reason(),
            step.key()));
  }
}
