package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
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

  MarkReadyWriter(PullRequestProbe probe) {
    this.probe = probe;
  }

  @Override
  public Class<Intent.MarkReady> intent() {
    return Intent.MarkReady.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.MarkReady intent) {
    return new Call(
        Endpoint.GRAPHQL,
        Map.of(),
        Map.of(),
        Map.of("query", OPERATION, "variables", Map.of("id", intent.nodeId())),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.MarkReady intent) {
    return probe.look(target, intent.pullRequest(), pull -> !pull.path("draft").asBoolean(true));
  }
}
