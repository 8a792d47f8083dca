package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.View;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Has GitHub open a pull request that undoes a merge. */
@ApplicationScoped
class RevertHandler implements StepHandler<Step.Revert> {
  private final Template template;

  RevertHandler(@Location("pulls/revert.md") Template template) {
    this.template = template;
  }

  @Override
  public Class<Step.Revert> step() {
    return Step.Revert.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.Revert step, View view) {
    PullRequestFacts pull = view.pullRequest(step.pullRequest()).orElseThrow();
    ReceiptFacts receipt = view.receipt(step.pullRequest()).orElseThrow();
    String body =
        template
            .data("number", pull.number())
            .data("branch", view.repository().defaultBranch())
            .data("checks", BaseWatch.names(receipt.red()))
            .data("commit", receipt.commit())
            .render()
            .strip();
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.RevertPullRequest(
                pull.number(), pull.nodeId(), "Undo #" + pull.number(), body),
            step.reason()));
  }
}
