package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.PullRequestReader;
import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.mirror.PullRequests;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes a pull request out of its draft, which REST cannot. To do it to one that is none changes
 * nothing. Only an agent's is, so its author is a bot. The answer tells how it stands now, so that
 * it need not be read once more before it is merged.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview">markPullRequestReadyForReview</a>
 */
@ApplicationScoped
public class MarkReadyWriter implements EffectWriter<Intent.MarkReady> {
  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION = PullRequestReader.MARK_READY;

  private final PullRequestProbe probe;
  private final PullRequests pullRequests;
  private final WorldClock clock;

  MarkReadyWriter(PullRequestProbe probe, PullRequests pullRequests, WorldClock clock) {
    this.probe = probe;
    this.pullRequests = pullRequests;
    this.clock = clock;
  }

  @Override
  public Class<Intent.MarkReady> intent() {
    return Intent.MarkReady.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.MarkReady intent) {
    Map<String, Object> variables = new HashMap<>(PullRequestReader.ofBot(intent.pullRequest()));
    variables.put("id", intent.nodeId());
    return new Call(
        Endpoint.GRAPHQL_MUTATION,
        Map.of(),
        Map.of(),
        Map.of("query", OPERATION, "variables", variables),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.MarkReady intent) {
    return probe.look(target, intent.pullRequest(), pull -> !pull.path("draft").asBoolean(true));
  }

  /** With what was left out, nothing is told of how it stands. */
  @Override
  public Written written(Answer.Success answer) {
    JsonNode pull = answer.body().path("markPullRequestReadyForReview").path("pullRequest");
    return Written.of(answer.missing().isEmpty() ? pull.path("repository") : pull);
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.MarkReady intent, Written written) {
    PullRequestSnapshot told =
        PullRequestReader.told(written.object())
            .filter(read -> read.repository() == target.repositoryId() && !read.draft())
            .orElse(null);
    return pullRequests.markedReady(
        target.repositoryId(), intent.pullRequest(), told, clock.instant());
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.MarkReady intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "GitHub refused to mark it ready");
  }
}
