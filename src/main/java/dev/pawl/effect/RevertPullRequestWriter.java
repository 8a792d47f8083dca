package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.PullRequests;
import dev.pawl.store.Json;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has GitHub open a pull request that undoes a merge; it makes branch and commit by itself. GitHub
 * would do so as often as it is asked, so an outcome that is not known is looked for by the marker
 * in the text, among all pull requests and not by the branch, whose name is GitHub's to choose.
 * Until it was found, or twice not, nothing is sent again.
 *
 * <p>The commit on it is kept only where GitHub's own answer names it: one that was found by a look
 * may have been pushed to since, and then it is nobody's but the person's who did.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/mutations#revertpullrequest">revertPullRequest</a>
 */
@ApplicationScoped
public class RevertPullRequestWriter implements EffectWriter<Intent.RevertPullRequest> {
  /**
   * The outcome where GitHub cannot undo it by itself, as when what it changed was changed since.
   */
  public static final String CANNOT = "cannot-revert";

  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION =
      """
      mutation Revert($id: ID!, $title: String!, $body: String!) {
        revertPullRequest(input: {pullRequestId: $id, title: $title, body: $body}) {
          revertPullRequest {
            id fullDatabaseId number title body state isDraft updatedAt url
            author { login __typename ... on Bot { databaseId } ... on User { databaseId } }
            headRefName headRefOid headRepository { databaseId }
            baseRefName baseRefOid
          }
        }
      }
      """;

  private final Probing probing;
  private final PullRequests pullRequests;
  private final WorldClock clock;

  RevertPullRequestWriter(Probing probing, PullRequests pullRequests, WorldClock clock) {
    this.probing = probing;
    this.pullRequests = pullRequests;
    this.clock = clock;
  }

  @Override
  public Class<Intent.RevertPullRequest> intent() {
    return Intent.RevertPullRequest.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.RevertPullRequest intent) {
    return new Call(
        Endpoint.GRAPHQL_MUTATION,
        Map.of(),
        Map.of(),
        Map.of(
            "query",
            OPERATION,
            "variables",
            Map.of(
                "id",
                intent.nodeId(),
                "title",
                CommitMessage.headline(intent.title()),
                "body",
                intent.body() + "\n\n" + Marker.of(target.key()))),
        target.principal());
  }

  /** Rights may be given; what is wrong with the merge itself stays wrong. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return refusal.codes().contains("FORBIDDEN")
            || refusal.status() == 401
            || refusal.status() == 403
        ? new Refusal.Again()
        : new Refusal.Over(CANNOT);
  }

  /** Without a word on what was made there is nothing to go by, and it is not asked for twice. */
  @Override
  public @Nullable String leftOut(Intent.RevertPullRequest intent, JsonNode answer) {
    return answer.path("revertPullRequest").path("revertPullRequest").path("number").isInt()
        ? null
        : "it did not say which pull request undoes #" + intent.pullRequest();
  }

  @Override
  public Written written(Answer.Success answer) {
    JsonNode told = answer.body().path("revertPullRequest").path("revertPullRequest");
    return Written.of(asRest(told)).at(told.path("headRefOid").asText(""));
  }

  /** As REST and the events have it, which is the form that the mirror knows. */
  private static ObjectNode asRest(JsonNode told) {
    ObjectNode pull = Json.MAPPER.createObjectNode();
    pull.put("id", told.path("fullDatabaseId").asLong());
    pull.set("node_id", told.path("id"));
    pull.set("number", told.path("number"));
    pull.set("title", told.path("title"));
    pull.set("body", told.path("body"));
    pull.set("html_url", told.path("url"));
    pull.put("state", "open");
    pull.put("draft", told.path("isDraft").asBoolean(false));
    pull.set("updated_at", told.path("updatedAt"));
    JsonNode author = told.path("author");
    ObjectNode user = pull.putObject("user");
    user.set("login", author.path("login"));
    user.set("id", author.path("databaseId"));
    user.set("type", author.path("__typename"));
    ObjectNode head = pull.putObject("head");
    head.set("ref", told.path("headRefName"));
    head.set("sha", told.path("headRefOid"));
    head.putObject("repo").set("id", told.path("headRepository").path("databaseId"));
    ObjectNode end = pull.putObject("base");
    end.set("ref", told.path("baseRefName"));
    end.set("sha", told.path("baseRefOid"));
    return pull;
  }

  @Override
  public Probe probe(EffectTarget target, Intent.RevertPullRequest intent) {
    Call listing =
        new Call(
            Endpoint.LIST_PULL_REQUESTS,
            target.path(),
            Map.of("state", "all", "sort", "created", "direction", "desc"),
            null,
            target.principal());
    return probing.oldest(
        listing, "", pull -> isOwn(pull, target), pull -> Probing.before(pull, target));
  }

  private static boolean isOwn(JsonNode pull, EffectTarget target) {
    return pull.path("user").path("type").asText("").equals("Bot")
        && Marker.in(pull.path("body").asText("")).filter(target.key()::equals).isPresent();
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return pullRequests.observe(target.repositoryId(), written.object(), clock.instant());
  }
}
