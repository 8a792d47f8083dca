package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * All check runs of one App on a commit have ended, or are asked for again. It says nothing of each
 * of them, so it counts only where it contradicts what is stored.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_suite">check_suite</a>
 */
@ApplicationScoped
class CheckSuiteProjector implements Projector {
  private static final Projection.Ignored NOTHING_NEW =
      new Projection.Ignored("It says nothing that its check runs have not said.");

  private final Repositories repositories;
  private final Checks checks;
  private final OwnApp ownApp;

  CheckSuiteProjector(Repositories repositories, Checks checks, OwnApp ownApp) {
    this.repositories = repositories;
    this.checks = checks;
    this.ownApp = ownApp;
  }

  @Override
  public String event() {
    return "check_suite";
  }

  @Override
  public Uni<Projection> project(Event event) {
    JsonNode suite = event.payload().path("check_suite");
    long id = suite.path("id").asLong(0);
    String sha = PullRequestFact.text(suite.path("head_sha"), Bounded.NAME);
    if (id <= 0 || sha.isEmpty()) {
      throw new MalformedPayload("the payload names no check suite");
    }
    if (ownApp.did(suite.path("app").path("id").asLong(0))) {
      return Uni.createFrom().item(NOTHING_NEW);
    }
    boolean ended = suite.path("status").asText("").equals("completed");
    return repositories
        .observe(event)
        .chain(
            repository ->
                Check.count(
                        "repositoryId = ?1 and headSha = ?2 and suite = ?3"
                            + (ended ? " and status <> 'completed'" : " and status = 'completed'"),
                        repository.id,
                        sha,
                        id)
                    .chain(
                        contradicted ->
                            contradicted > 0
                                ? checks
                                    .doubt(
                                        repository.id, sha, "its checks have ended or begun anew")
                                    .replaceWith(Projection.DONE)
                                : Uni.createFrom().item(NOTHING_NEW)));
  }
}
