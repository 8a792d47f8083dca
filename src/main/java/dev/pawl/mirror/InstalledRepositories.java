package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which repositories an installation reaches. */
@ApplicationScoped
class InstalledRepositories {

  /**
   * Adds repositories, or takes them back; each is to be read.
   *
   * <p>Two installations have two lanes, so what happened first may be told last. Where one account
   * installed Pawl twice, the later installation has the greater id and keeps the repository; one
   * that was removed takes nothing.
   */
  Uni<Void> add(Event event, Installation installation, JsonNode list) {
    return each(
        list,
        (id, told) ->
            Repository.<Repository>findById(id)
                .chain(
                    known ->
                        known == null
                            ? take(new Repository(), id, event, installation, told)
                            : Installation.<Installation>findById(known.installationId)
                                .chain(
                                    holder ->
                                        holder != null && keeps(holder, installation)
                                            ? doubt(known, event)
                                            : take(known, id, event, installation, told))));
  }

  private static boolean keeps(Installation holder, Installation other) {
    return holder.id != other.id
        && !holder.state.equals(Installation.REMOVED)
        && (other.state.equals(Installation.REMOVED)
            || (holder.accountId == other.accountId && holder.id > other.id));
  }

  private static Uni<Repository> doubt(Repository known, Event event) {
    known.doubt("two installations lay claim to it", event.now());
    return Uni.createFrom().item(known);
  }

  private static Uni<Repository> take(
      Repository repository, long id, Event event, Installation installation, JsonNode told) {
    repository.id = id;
    repository.installationId = installation.id;
    repository.state = Repository.ACTIVE;
    repository.unreadable = null;
    Repositories.Fullname name = Repositories.Fullname.of(told);
    if (name != null) {
      repository.owner = name.owner();
      repository.name = name.name();
    }
    repository.isPrivate = told.path("private").asBoolean(repository.isPrivate);
    repository.doubt("installed", event.now());
    return repository.persist();
  }

  /**
   * Takes repositories from the installation. Nothing is written to them from now on; each is read
   * once more, since the event may be older than an addition that came before it.
   */
  Uni<Void> remove(Event event, JsonNode list) {
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

  /** The ids in a list of repositories, in order. */
  static Set<Long> ids(JsonNode list) {
    return new TreeSet<>(byId(list).keySet());
  }

  private static Map<Long, JsonNode> byId(JsonNode list) {
    Map<Long, JsonNode> sorted = new TreeMap<>();
    list.forEach(
        told -> {
          long id = told.path("id").asLong(0);
          if (id > 0) {
            sorted.put(id, told);
          }
        });
    return sorted;
  }

  private static Uni<Void> each(JsonNode list, Change change) {
    return Multi.createFrom()
        .iterable(byId(list).entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            told -> change.apply(told.getKey(), told.getValue()).replaceWith(told.getKey()))
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
