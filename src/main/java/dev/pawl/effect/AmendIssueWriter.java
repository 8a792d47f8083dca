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
 * Gives an issue its text back. GitHub takes no condition along with it: what somebody writes
 * between the decision and this is overwritten, and stays in the issue's history of edits. Sent
 * twice it changes nothing the second time.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues#update-an-issue">Update an issue</a>
 */
@ApplicationScoped
class AmendIssueWriter implements EffectWriter<Intent.AmendIssue> {
  private final GitHubClient github;
  private final Issues issues;

  AmendIssueWriter(GitHubClient github, Issues issues) {
    this.github = github;
    this.issues = issues;
  }

  @Override
  public Class<Intent.AmendIssue> intent() {
    return Intent.AmendIssue.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.AmendIssue intent) {
    return new Call(
        Endpoint.UPDATE_ISSUE,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("body", intent.body()),
        target.principal());
  }

  @Override
  public boolean alreadyThere(Answer.Refused refusal) {
    // What was deleted needs no text.
    return refusal.status() == 410;
  }

  @Override
  public Probe probe(EffectTarget target, Intent.AmendIssue intent) {
    Call look =
        new Call(
            Endpoint.GET_ISSUE,
            target.issuePath(intent.issue()),
            Map.of(),
            null,
            target.principal());
    Answer answer = github.send(look);
    return switch (answer) {
      // GitHub keeps line ends as they were sent, but for blanks around the whole text.
      case Answer.Success success
          when success.body().path("body").asText("").strip().equals(intent.body().strip()) ->
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
