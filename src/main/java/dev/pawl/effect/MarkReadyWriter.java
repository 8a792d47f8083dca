package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.PullRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Takes a pull request out of its draft, which REST cannot. To do it to one that is none changes
 * nothing.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview">markPullRequestReadyForReview</a>
 */
@ApplicationScoped
public class MarkReadyWriter implements EffectWriter<Intent.MarkReady> {
  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION =
      """
      mutation MarkReady($id: ID!) {
        markPullRequestReadyForReview(input: {pullRequestId: $id}) {
          pullRequest { number isDraft }
        }
      }
      """;

  private final PullRequestProbe probe;
  private final PullRequests pullRequests;

  MarkReadyWriter(PullRequestProbe probe, PullRequests pullRequests) {
    this.probe = probe;
    this.pullRequests = pullRequests;
  }

  @Override
  public Class<Intent.MarkReady> intent() {
    return Intent.MarkReady.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.MarkReady intent) {
    return new Call(
        Endpoint.GRAPHQL_MUTATION,
        Map.of(),
        Map.of(),
        Map.of("query", OPERATION, "variables", Map.of("id", intent.nodeId())),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.MarkReady intent) {
    return probe.look(target, intent.pullRequest(), pull -> !pull.path("draft").asBoolean(true));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.MarkReady intent, Written written) {
    return pullRequests.markedReady(target.repositoryId(), intent.pullRequest());
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.MarkReady intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "GitHub refused to mark it ready");
  }
}
