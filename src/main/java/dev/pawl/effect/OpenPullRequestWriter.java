package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.PullRequests;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

/**
 * Opens a pull request of Pawl's own. GitHub bears one open pull request from one branch into
 * another, and the branch is this effect's alone; so it cannot be doubled while it is open. One
 * that somebody has closed meanwhile is found by the same look, and none is opened beside it.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request">Create a pull
 *     request</a>
 */
@ApplicationScoped
class OpenPullRequestWriter implements EffectWriter<Intent.OpenPullRequest> {
  private static final String EXISTS = "already exists";

  private final Probing probing;
  private final PullRequests pullRequests;
  private final WorldClock clock;

  OpenPullRequestWriter(Probing probing, PullRequests pullRequests, WorldClock clock) {
    this.probing = probing;
    this.pullRequests = pullRequests;
    this.clock = clock;
  }

  @Override
  public Class<Intent.OpenPullRequest> intent() {
    return Intent.OpenPullRequest.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.OpenPullRequest intent) {
    return new Call(
        Endpoint.CREATE_PULL_REQUEST,
        target.path(),
        Map.of(),
        Map.of(
            "title",
            CommitMessage.headline(intent.title()),
            "head",
            intent.branch(),
            "base",
            intent.base(),
            "body",
            intent.body() + "\n\n" + Marker.of(target.key())),
        target.principal());
  }

  @Override
  public boolean looksFirst(EffectTarget target, Intent.OpenPullRequest intent) {
    return true;
  }

  /** One that came between the look and the request landed late, and is found by the next look. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return refusal.status() == 422 && refusal.message().toLowerCase(Locale.ROOT).contains(EXISTS)
        ? new Refusal.Stale()
        : EffectWriter.super.refused(refusal);
  }

  /**
   * By branch, marker, and a bot as the author: this list does not say which App. Whose it really
   * is GitHub says when it is read whole, and nothing is merged before.
   */
  @Override
  public Probe probe(EffectTarget target, Intent.OpenPullRequest intent) {
    Call listing =
        new Call(
            Endpoint.LIST_PULL_REQUESTS,
            target.path(),
            Map.of("state", "all", "head", target.owner() + ":" + intent.branch()),
            null,
            target.principal());
    return probing.oldest(listing, "", pull -> isOwn(pull, target));
  }

  private static boolean isOwn(JsonNode pull, EffectTarget target) {
    return pull.path("user").path("type").asText("").equals("Bot")
        && pull.path("head").path("repo").path("id").asLong(0) == target.repositoryId()
        && Marker.in(pull.path("body").asText("")).filter(target.key()::equals).isPresent();
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return pullRequests.observe(target.repositoryId(), written.object(), clock.instant());
  }
}
