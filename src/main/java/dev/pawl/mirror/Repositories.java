package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the mirror's repositories. Every method belongs into a transaction. */
@ApplicationScoped
public class Repositories {

  /**
   * A repository, with its installation, its settings and its owner's beside it in the session:
   * whoever finds those by their ids afterwards asks the database no more. Null: there is no such
   * repository.
   */
  public static Uni<@Nullable Repository> withSurroundings(long id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        """
                        select r, i, s, o from Repository r
                        left join Installation i on i.id = r.installationId
                        left join RepositorySettings s on s.repositoryId = r.id
                        left join OwnerSettings o on o.owner = lower(r.owner)
                        where r.id = ?1
                        """,
                        Object[].class)
                    .setParameter(1, id)
                    .getResultList())
        .map(rows -> rows.isEmpty() ? null : (Repository) rows.getFirst()[0]);
  }

  /**
   * The repository that an event is about, with its name, owner and state as the event tells them
   * unless something newer is known. One that was never heard of is added, to be read.
   *
   * @throws MalformedPayload when the event names no repository
   */
  public Uni<Repository> observe(Event event) {
    JsonNode told = event.payload().path("repository");
    long id = event.repositoryId();
    if (id <= 0) {
      throw new MalformedPayload("the payload names no repository");
    }
    return Repository.<Repository>findById(id)
        .chain(
            known -> {
              if (known != null) {
                follow(known, told, event.now());
                return Uni.createFrom().item(known);
              }
              Repository added = new Repository();
              added.id = id;
              added.installationId = event.installationId();
              apply(added, told);
              added.doubt("first heard of by " + event.name(), event.now());
              return added.persist();
            });
  }

  private static void follow(Repository known, JsonNode told, Instant now) {
    Instant version = Version.time(told.path("updated_at"));
    switch (Version.of(version, known.version)) {
      case NEWER -> {
        String branch = known.defaultBranch;
        apply(known, told);
        if (branch != null && !branch.equals(known.defaultBranch)) {
          known.doubt("the default branch is another one", now);
        }
      }
      case SAME_TIME -> {
        // Two changes within one second: only a reading can tell which was last. Events that say
        // nothing of the time (a bare id and name) are left to the next full one.
        if (version != null && differs(known, told)) {
          known.doubt("two tales of one second", now);
        }
      }
      case OLDER -> {}
    }
  }

  private static void apply(Repository repository, JsonNode told) {
    Fullname name = Fullname.of(told);
    if (name != null) {
      repository.owner = name.owner();
      repository.name = name.name();
    }
    String node = IssueFact.text(told.path("node_id"));
    repository.nodeId = node == null ? repository.nodeId : node;
    String branch = IssueFact.text(told.path("default_branch"));
    repository.defaultBranch = branch == null ? repository.defaultBranch : branch;
    repository.archived = told.path("archived").asBoolean(repository.archived);
    repository.isPrivate = told.path("private").asBoolean(repository.isPrivate);
    repository.issuesEnabled = told.path("has_issues").asBoolean(repository.issuesEnabled);
    Instant version = Version.time(told.path("updated_at"));
    repository.version = version == null ? repository.version : version;
  }

  private static boolean differs(Repository repository, JsonNode told) {
    Fullname name = Fullname.of(told);
    String branch = IssueFact.text(told.path("default_branch"));
    return (name != null
            && !(name.owner().equals(repository.owner) && name.name().equals(repository.name)))
        || (branch != null && !Objects.equals(branch, repository.defaultBranch))
        || told.path("archived").asBoolean(repository.archived) != repository.archived
        || told.path("private").asBoolean(repository.isPrivate) != repository.isPrivate;
  }

  /** Owner and name, as in {@code acme/lighthouse}. */
  record Fullname(String owner, String name) {
    /** Null when the teller gives no full name. */
    static @Nullable Fullname of(JsonNode told) {
      String[] parts = told.path("full_name").asText("").split("/", -1);
      return parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()
          ? new Fullname(parts[0], parts[1])
          : null;
    }
  }
}
