package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.PullRequests;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Closes a pull request. One that was merged in that very moment stays merged, and the answer says
 * so; the mirror takes what it says.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request">Update a pull
 *     request</a>
 */
@ApplicationScoped
class ClosePullRequestWriter implements EffectWriter<Intent.ClosePullRequest> {
  private final PullRequestProbe probe;
  private final PullRequests pullRequests;
  private final WorldClock clock;

  ClosePullRequestWriter(PullRequestProbe probe, PullRequests pullRequests, WorldClock clock) {
    this.probe = probe;
    this.pullRequests = pullRequests;
    this.clock = clock;
  }

  @Override
  public Class<Intent.ClosePullRequest> intent() {
    return Intent.ClosePullRequest.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.ClosePullRequest intent) {
    return new Call(
        Endpoint.UPDATE_PULL_REQUEST,
        target.pullPath(intent.pullRequest()),
        Map.of(),
        Map.of("state", "closed"),
        target.principal());
  }

  @Override
  public boolean looksFirst(EffectTarget target, Intent.ClosePullRequest intent) {
    return true;
  }

  @Override
  public Probe probe(EffectTarget target, Intent.ClosePullRequest intent) {
    return probe.look(target, intent.pullRequest(), ClosePullRequestWriter::closed);
  }

  private static boolean closed(JsonNode pull) {
    return pull.path("state").asText("").equals("closed");
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return pullRequests.observe(target.repositoryId(), written.object(), clock.instant());
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.ClosePullRequest intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "GitHub refused to close it");
  }
}
