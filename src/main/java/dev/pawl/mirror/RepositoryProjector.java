package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A repository was renamed, transferred, archived, deleted …: state follows its id.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository">repository</a>
 */
@ApplicationScoped
class RepositoryProjector implements Projector {
  private final Repositories repositories;

  RepositoryProjector(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public String event() {
    return "repository";
  }

  @Override
  public Uni<Projection> project(Event event) {
    return repositories
        .observe(event)
        .invoke(
            repository -> {
              switch (event.action()) {
                case "deleted" -> {
                  repository.state = Repository.DELETED;
                  repository.dirty = null;
                }
                case "transferred" -> {
                  // The new owner's account has an installation of its own, or none.
                  if (event.installationId() > 0) {
                    repository.installationId = event.installationId();
                  }
                  repository.doubt("transferred", event.now());
                }
                default -> {}
              }
            })
        .replaceWith(Projection.DONE);
  }
}
