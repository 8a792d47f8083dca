package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;

/**
 * The App was installed on an account, suspended, set free again, or taken away.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation">installation</a>
 */
@ApplicationScoped
class InstallationProjector implements Projector {
  private final InstalledRepositories repositories;

  InstallationProjector(InstalledRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public String event() {
    return "installation";
  }

  /** Whatever happens to an installation concerns each of its repositories. */
  @Override
  public Uni<Set<Long>> others(Event event) {
    return Repository.<Repository>list("installationId", event.installationId())
        .map(
            known -> {
              Set<Long> ids = InstalledRepositories.ids(event.payload().path("repositories"));
              known.forEach(repository -> ids.add(repository.id));
              return ids;
            });
  }

  @Override
  public Uni<Projection> project(Event event) {
    return observe(event)
        .chain(
            installation ->
                repositories.add(event, installation, event.payload().path("repositories")))
        .replaceWith(Projection.DONE);
  }

  /** The installation follows the event, unless something newer is known. */
  static Uni<Installation> observe(Event event) {
    JsonNode told = event.payload().path("installation");
    long id = told.path("id").asLong(0);
    if (id <= 0) {
      throw new MalformedPayload("the payload names no installation");
    }
    return Installation.<Installation>findById(id)
        .chain(
            known -> {
              if (known == null) {
                Installation added = new Installation();
                added.id = id;
                apply(added, event);
                return added.persist();
              }
              Instant version = Version.time(told.path("updated_at"));
              boolean newer = Version.of(version, known.version) != Version.OLDER;
              // A removed installation never returns: GitHub gives the next one a new id.
              if (newer && !known.state.equals(Installation.REMOVED)) {
                apply(known, event);
              }
              return Uni.createFrom().item(known);
            });
  }

  private static void apply(Installation installation, Event event) {
    JsonNode told = event.payload().path("installation");
    JsonNode account = told.path("account");
    installation.accountId = account.path("id").asLong(installation.accountId);
    installation.account = account.path("login").asText(installation.account);
    installation.accountType = account.path("type").asText(installation.accountType);
    Instant version = Version.time(told.path("updated_at"));
    installation.version = version == null ? installation.version : version;
    installation.seenAt = event.now();
    if (event.name().equals("installation")) {
      installation.state =
          switch (event.action()) {
            case "deleted" -> Installation.REMOVED;
            case "suspend" -> Installation.SUSPENDED;
            case "created", "unsuspend" -> Installation.ACTIVE;
            default -> installation.state;
          };
    }
  }
}
