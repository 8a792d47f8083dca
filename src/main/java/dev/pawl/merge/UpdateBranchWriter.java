package dev.pawl.merge;

import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.PullRequestProbe;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.PullRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Merges the latest of its base into a pull request's branch, at the very head that was judged.
 * GitHub does it in the background; the push that comes of it tells the new head. A head that has
 * moved on needs no update any more, whoever moved it.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request-branch">Update a
 *     pull request branch</a>
 */
@ApplicationScoped
public class UpdateBranchWriter implements EffectWriter<Intent.UpdateBranch> {
  private final PullRequestProbe probe;
  private final PullRequests pullRequests;

  UpdateBranchWriter(PullRequestProbe probe, PullRequests pullRequests) {
    this.probe = probe;
    this.pullRequests = pullRequests;
  }

  @Override
  public Class<Intent.UpdateBranch> intent() {
    return Intent.UpdateBranch.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.UpdateBranch intent) {
    return new Call(
        Endpoint.UPDATE_BRANCH,
        target.pullPath(intent.pullRequest()),
        Map.of(),
        Map.of("expected_head_sha", intent.head()),
        target.principal());
  }

  /** Without the right to push, and where a conflict was found, the same would end the same. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return new Refusal.Over(
        refusal.status() == 403
            ? MergePullRequestWriter.SETTINGS
            : MergePullRequestWriter.THIS_ONLY);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.UpdateBranch intent) {
    return probe.look(
        target,
        intent.pullRequest(),
        pull ->
            !pull.path("state").asText("").equals("open")
                || !pull.path("head").path("sha").asText(intent.head()).equals(intent.head()));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.UpdateBranch intent, Written written) {
    return doubt(target, intent);
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.UpdateBranch intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "its branch was to be updated");
  }
}
