package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.IssueFact;
import dev.pawl.mirror.Issues;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Closes an issue. To close a closed one changes nothing, so what an earlier try left behind is the
 * issue's state.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues#update-an-issue">Update an issue</a>
 */
@ApplicationScoped
class CloseIssueWriter implements EffectWriter<Intent.CloseIssue> {
  private final GitHubClient github;
  private final Issues issues;

  CloseIssueWriter(GitHubClient github, Issues issues) {
    this.github = github;
    this.issues = issues;
  }

  @Override
  public Class<Intent.CloseIssue> intent() {
    return Intent.CloseIssue.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CloseIssue intent) {
    return new Call(
        Endpoint.UPDATE_ISSUE,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("state", "closed", "state_reason", intent.reason()),
        target.principal());
  }

  @Override
  public boolean alreadyThere(Answer.Refused refusal) {
    // Nobody can close what was deleted, and nobody needs to.
    return refusal.status() == 410;
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CloseIssue intent) {
    Call look =
        new Call(
            Endpoint.GET_ISSUE,
            target.issuePath(intent.issue()),
            Map.of(),
            null,
            target.principal());
    Answer answer = github.send(look);
    return switch (answer) {
      case Answer.Success success when success.body().path("state").asText().equals("closed") ->
          new Probe.Found(Written.of(success.body()));
      case Answer.Success _ -> new Probe.Absent();
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return written.id() == null
        ? Uni.createFrom().voidItem()
        : issues.take(target.repositoryId(), IssueFact.of(written.object()));
  }
}
