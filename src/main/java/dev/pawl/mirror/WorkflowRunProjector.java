package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A workflow was asked for, runs, or has ended. One that waits for somebody's approval has no check
 * runs, so this event alone tells of it.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run">workflow_run</a>
 */
@ApplicationScoped
class WorkflowRunProjector implements Projector {
  private static final Projection.Ignored NOT_FOLLOWED =
      new Projection.Ignored("Pawl follows no pull request with this head.");

  private final Repositories repositories;
  private final Checks checks;

  WorkflowRunProjector(Repositories repositories, Checks checks) {
    this.repositories = repositories;
    this.checks = checks;
  }

  @Override
  public String event() {
    return "workflow_run";
  }

  @Override
  public Uni<Projection> project(Event event) {
    Check check = Checks.workflow(event.payload().path("workflow_run"));
    if (check.id <= 0 || check.headSha.isEmpty()) {
      throw new MalformedPayload("the payload names no workflow run");
    }
    return repositories
        .observe(event)
        .chain(repository -> checks.observe(repository.id, check, false, event.now()))
        .map(followed -> followed ? Projection.DONE : NOT_FOLLOWED);
  }
}
