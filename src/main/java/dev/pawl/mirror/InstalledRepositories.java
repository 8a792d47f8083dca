package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Which repositories an installation reaches. */
@ApplicationScoped
class InstalledRepositories {

  /** Adds repositories, or takes them back; each is to be read. Gives the ids of all of them. */
  Uni<Set<Long>> add(Event event, JsonNode list) {
    long installation = event.installationId();
    return each(
        list,
        (id, told) ->
            Repository.<Repository>findById(id)
                .chain(
                    known -> {
                      Repository repository = known == null ? new Repository() : known;
                      repository.id = id;
                      repository.installationId = installation;
                      repository.state = Repository.ACTIVE;
                      repository.unreadable = null;
                      Repositories.Fullname name = Repositories.Fullname.of(told);
                      if (name != null) {
                        repository.owner = name.owner();
                        repository.name = name.name();
                      }
                      repository.isPrivate = told.path("private").asBoolean(repository.isPrivate);
                      repository.doubt("installed", event.now());
                      return repository.<Repository>persist();
                    }));
  }

  /**
   * Takes repositories from the installation. Nothing is written to them from now on; each is read
   * once more, since the event may be older than an addition that came before it.
   */
  Uni<Set<Long>> remove(Event event, JsonNode list) {
    long installation = event.installationId();
    return each(
        list,
        (id, told) ->
            Repository.<Repository>findById(id)
                .invoke(
                    known -> {
                      if (known != null && known.installationId == installation) {
                        known.state = Repository.REMOVED;
                        known.doubt("removed from the installation", event.now());
                      }
                    }));
  }

  private interface Change {
    Uni<Repository> apply(long id, JsonNode told);
  }

  /** In the order of their ids, so that two lanes never lock rows crosswise. */
  private static Uni<Set<Long>> each(JsonNode list, Change change) {
    Map<Long, JsonNode> sorted = new TreeMap<>();
    list.forEach(
        told -> {
          long id = told.path("id").asLong(0);
          if (id > 0) {
            sorted.put(id, told);
          }
        });
    Set<Long> ids = new LinkedHashSet<>(sorted.keySet());
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(
            id -> change.apply(id, Objects.requireNonNull(sorted.get(id))).replaceWith(id))
        .collect()
        .asList()
        .replaceWith(ids);
  }
}
