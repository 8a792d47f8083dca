package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A commit got a status. The event names no pull request.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#status">status</a>
 */
@ApplicationScoped
class StatusProjector implements Projector {
  private static final Projection.Ignored NOT_FOLLOWED =
      new Projection.Ignored("Pawl follows no pull request with this head.");

  private final Repositories repositories;
  private final Checks checks;

  StatusProjector(Repositories repositories, Checks checks) {
    this.repositories = repositories;
    this.checks = checks;
  }

  @Override
  public String event() {
    return "status";
  }

  @Override
  public Uni<Projection> project(Event event) {
    Check check = Checks.status(event.payload());
    if (check.id <= 0 || check.headSha.isEmpty()) {
      throw new MalformedPayload("the payload names no status");
    }
    return repositories
        .observe(event)
        .chain(repository -> checks.observe(repository.id, check, false, event.now()))
        .map(followed -> followed ? Projection.DONE : NOT_FOLLOWED);
  }
}
