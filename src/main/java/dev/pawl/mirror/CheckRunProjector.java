package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A check run was made, or ended.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run">check_run</a>
 */
@ApplicationScoped
class CheckRunProjector implements Projector {
  private static final Projection.Ignored OWN =
      new Projection.Ignored("Pawl's own check run says nothing that Pawl does not know.");

  private static final Projection.Ignored NOT_FOLLOWED =
      new Projection.Ignored("Pawl follows no pull request with this head.");

  private final Repositories repositories;
  private final Checks checks;
  private final OwnApp ownApp;

  CheckRunProjector(Repositories repositories, Checks checks, OwnApp ownApp) {
    this.repositories = repositories;
    this.checks = checks;
    this.ownApp = ownApp;
  }

  @Override
  public String event() {
    return "check_run";
  }

  @Override
  public Uni<Projection> project(Event event) {
    JsonNode run = event.payload().path("check_run");
    Check check = Checks.run(run);
    if (check.id <= 0 || check.headSha.isEmpty()) {
      throw new MalformedPayload("the payload names no check run");
    }
    if (ownApp.did(check.app)) {
      return Uni.createFrom().item(OWN);
    }
    return repositories
        .observe(event)
        .chain(
            repository ->
                checks.observe(repository.id, check, event.action().equals("created"), event.now()))
        .map(followed -> followed ? Projection.DONE : NOT_FOLLOWED);
  }
}
