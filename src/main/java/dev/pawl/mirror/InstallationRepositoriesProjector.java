package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Repositories were added to an installation or taken from it.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation_repositories">installation_repositories</a>
 */
@ApplicationScoped
class InstallationRepositoriesProjector implements Projector {
  private final InstalledRepositories repositories;

  InstallationRepositoriesProjector(InstalledRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public String event() {
    return "installation_repositories";
  }

  @Override
  public Uni<Set<Long>> others(Event event) {
    Set<Long> ids = InstalledRepositories.ids(event.payload().path("repositories_added"));
    ids.addAll(InstalledRepositories.ids(event.payload().path("repositories_removed")));
    return Uni.createFrom().item(ids);
  }

  @Override
  public Uni<Projection> project(Event event) {
    return InstallationProjector.observe(event)
        .chain(
            installation ->
                repositories.add(event, installation, event.payload().path("repositories_added")))
        .chain(() -> repositories.remove(event, event.payload().path("repositories_removed")))
        .replaceWith(Projection.DONE);
  }
}
