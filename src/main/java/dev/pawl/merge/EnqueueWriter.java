package dev.pawl.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.PullRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Puts a pull request into the merge queue of its base, at the very head that was judged. The queue
 * merges it when its own checks pass, or takes it out again.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/mutations#enqueuepullrequest">enqueuePullRequest</a>
 */
@ApplicationScoped
public class EnqueueWriter implements EffectWriter<Intent.Enqueue> {
  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION =
      """
      mutation Enqueue($id: ID!, $head: GitObjectID!) {
        enqueuePullRequest(input: {pullRequestId: $id, expectedHeadOid: $head}) {
          mergeQueueEntry { position }
        }
      }
      """;

  /** The question whether it is there, for the same. */
  public static final String LOOK =
      """
      query InQueue($owner: String!, $name: String!, $number: Int!) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) { isInMergeQueue merged headRefOid }
        }
      }
      """;

  private final GitHubClient github;
  private final PullRequests pullRequests;

  EnqueueWriter(GitHubClient github, PullRequests pullRequests) {
    this.github = github;
    this.pullRequests = pullRequests;
  }

  @Override
  public Class<Intent.Enqueue> intent() {
    return Intent.Enqueue.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.Enqueue intent) {
    return new Call(
        Endpoint.GRAPHQL_MUTATION,
        Map.of(),
        Map.of(),
        Map.of(
            "query", OPERATION, "variables", Map.of("id", intent.nodeId(), "head", intent.head())),
        target.principal());
  }

  /** GitHub has no codes for why it does not; its words are shown, and nothing is sent again. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return new Refusal.Over(MergePullRequestWriter.RULE_UNMET);
  }

  @Override
  public Written written(Answer.Success answer) {
    return Written.of(answer.body().path("enqueuePullRequest").path("mergeQueueEntry"));
  }

  @Override
  public Probe probe(EffectTarget target, Intent.Enqueue intent) {
    Answer answer =
        github.send(
            new Call(
                Endpoint.GRAPHQL,
                Map.of(),
                Map.of(),
                Map.of(
                    "query",
                    LOOK,
                    "variables",
                    Map.of(
                        "owner",
                        target.owner(),
                        "name",
                        target.name(),
                        "number",
                        intent.pullRequest())),
                target.principal()));
    return switch (answer) {
      case Answer.Success success -> {
        JsonNode pull = success.body().path("repository").path("pullRequest");
        boolean there =
            pull.path("isInMergeQueue").asBoolean(false) || pull.path("merged").asBoolean(false);
        yield there ? new Probe.Found(Written.of(pull)) : new Probe.Absent();
      }
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.Enqueue intent, Written written) {
    return pullRequests.enqueued(target.repositoryId(), intent.pullRequest());
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.Enqueue intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "GitHub refused to put it into the queue");
  }
}
