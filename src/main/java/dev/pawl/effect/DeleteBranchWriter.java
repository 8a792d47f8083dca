package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.PullRequests;
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Deletes a merged branch, as long as it still stands where it was merged. GitHub's request carries
 * no such condition, so the branch is looked at first, unless the reading that followed the merge
 * has just shown where it stands.
 *
 * <p>Accepted: somebody pushes to a merged branch in the moment between look and request. GitHub
 * offers to restore a deleted branch, and the commits stay.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs#delete-a-reference">Delete a reference</a>
 */
@ApplicationScoped
class DeleteBranchWriter implements EffectWriter<Intent.DeleteBranch> {
  private final GitHubClient github;
  private final PullRequests pullRequests;
  private final Database database;
  private final WorldClock clock;

  DeleteBranchWriter(
      GitHubClient github, PullRequests pullRequests, Database database, WorldClock clock) {
    this.github = github;
    this.pullRequests = pullRequests;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Class<Intent.DeleteBranch> intent() {
    return Intent.DeleteBranch.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.DeleteBranch intent) {
    return call(Endpoint.DELETE_REFERENCE, target, intent);
  }

  private static Call call(Endpoint endpoint, EffectTarget target, Intent.DeleteBranch intent) {
    Map<String, String> path = new HashMap<>(target.path());
    path.put("ref", "heads/" + intent.branch());
    return new Call(endpoint, path, Map.of(), null, target.principal());
  }

  @Override
  public boolean looksFirst(EffectTarget target, Intent.DeleteBranch intent) {
    return !database.read(
        () ->
            pullRequests.standsAsMerged(
                target.repositoryId(), intent.branch(), intent.head(), clock.instant()));
  }

  @Override
  public boolean alreadyThere(Answer.Refused refusal) {
    // It went between the look and the request, or rules keep it: either way it is as it should be.
    return refusal.status() == 404 || refusal.status() == 422;
  }

  @Override
  public Probe probe(EffectTarget target, Intent.DeleteBranch intent) {
    Answer answer = github.send(call(Endpoint.GET_REFERENCE, target, intent));
    return switch (answer) {
      case Answer.Success success when at(success.body(), intent.head()) -> new Probe.Absent();
      case Answer.Success success -> new Probe.Found(Written.of(success.body()));
      case Answer.Refused refused when refused.status() == 404 ->
          new Probe.Found(Written.of(JsonNodeFactory.instance.objectNode()));
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }

  private static boolean at(JsonNode reference, String head) {
    return reference.path("object").path("sha").asText("").equals(head);
  }
}
