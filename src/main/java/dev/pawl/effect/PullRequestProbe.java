package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Predicate;

/** Looks at a pull request itself, where a write leaves nothing behind that carries a marker. */
@ApplicationScoped
public class PullRequestProbe {
  private final GitHubClient github;

  PullRequestProbe(GitHubClient github) {
    this.github = github;
  }

  /**
   * Whether the pull request is as the write would have left it.
   *
   * @param written judges GitHub's own words about it
   */
  public Probe look(EffectTarget target, int pullRequest, Predicate<JsonNode> written) {
    Call look =
        new Call(
            Endpoint.GET_PULL_REQUEST,
            target.pullPath(pullRequest),
            Map.of(),
            null,
            target.principal());
    Answer answer = github.send(look);
    return switch (answer) {
      case Answer.Success success when written.test(success.body()) ->
          new Probe.Found(Written.of(success.body()));
      case Answer.Success _ -> new Probe.Absent();
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }
}
