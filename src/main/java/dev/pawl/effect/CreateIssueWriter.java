package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.IssueFact;
import dev.pawl.mirror.Issues;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens an issue. GitHub has no idempotency key for it: the marker in the body is what tells it
 * from another.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues#create-an-issue">Create an issue</a>
 */
@ApplicationScoped
class CreateIssueWriter implements EffectWriter<Intent.CreateIssue> {
  private final Probing probing;
  private final Issues issues;

  CreateIssueWriter(Probing probing, Issues issues) {
    this.probing = probing;
    this.issues = issues;
  }

  @Override
  public Class<Intent.CreateIssue> intent() {
    return Intent.CreateIssue.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CreateIssue intent) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", TextLimits.title(intent.title()));
    body.put("body", TextLimits.marked(intent.body(), target.key()));
    body.put("labels", intent.labels());
    if (intent.assignee() != null) {
      body.put("assignees", List.of(intent.assignee()));
    }
    return new Call(Endpoint.CREATE_ISSUE, target.path(), Map.of(), body, target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CreateIssue intent) {
    Call listing =
        new Call(
            Endpoint.LIST_ISSUES,
            target.path(),
            Map.of("state", "all", "sort", "created", "direction", "desc"),
            null,
            target.principal());
    return probing.oldest(
        listing,
        "",
        issue -> probing.isOwn(issue, target.key()),
        issue -> Probing.before(issue, target));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Written written) {
    return issues.take(target.repositoryId(), IssueFact.of(written.object()));
  }
}
