package dev.pawl.mirror;

import dev.pawl.github.BaseFile;
import dev.pawl.github.RepositorySnapshot;
import dev.pawl.settings.OwnerSettings;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Brings what an owner says for all of its repositories to each of them. It is read along with any
 * of its repositories; where it has changed, the lanes of all are woken, and each takes it from the
 * database, without asking GitHub.
 *
 * <p>Wanted: no lane stays behind. Races and crashes: the change and the note that nobody was told
 * are one transaction; whoever of the owner's lanes finds the note wakes the others, and takes the
 * note away only if the row is still what it was then. A lane that misses it all finds at its next
 * turn that it is behind, since it compares. Waking locks lanes in the order of their names and
 * nothing else, outside of any other transaction: a lane that holds its own row and waits for the
 * owner's would otherwise wait for the one that waits for it.
 */
@ApplicationScoped
class OwnerFiles {
  private static final String WAKE =
      """
      with theirs as (
        select l.name from lane l
        where l.name in (select 'repo:' || r.id from mirror_repository r
          where lower(r.owner) = $1 and r.state = 'active')
        order by l.name for update
      )
      update lane l set wake_at = $2, wake_reason = 'the owner''s settings changed',
        signal = signal + 1
      from theirs t where l.name = t.name
      """;

  private final Database database;

  OwnerFiles(Database database) {
    this.database = database;
  }

  /** Null where GitHub did not say. */
  static OwnerSettings.@Nullable Found found(BaseFile base, Instant asked) {
    return switch (base) {
      case BaseFile.Untold _ -> null;
      case BaseFile.NotThere _ -> OwnerSettings.Found.nothing(asked);
      case BaseFile.Found found -> {
        RepositorySnapshot.File file = found.file();
        yield new OwnerSettings.Found(
            found.repository(),
            found.branch(),
            found.pushedAt(),
            file == null ? "" : file.blob(),
            file == null ? "" : file.text(),
            asked);
      }
    };
  }

  /** Wakes the owner's lanes if they were not told of what is stored. */
  void wake(String owner, Instant now) {
    String name = OwnerSettings.name(owner);
    OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
    database
        .execute("select asked_at from owner_settings where owner = $1 and not told", name)
        .forEach(
            row -> {
              database.execute(WAKE, name, time);
              database.execute(
                  "update owner_settings set told = true where owner = $1 and asked_at = $2",
                  name,
                  row.getOffsetDateTime("asked_at"));
            });
  }

  /** Has the repository go by what its owner says now. */
  void take(Lease lease, long id, Instant now) {
    database.writeFenced(
        lease,
        () ->
            Repositories.withSurroundings(id)
                .chain(
                    repository ->
                        repository == null ? Uni.createFrom().voidItem() : take(repository, now)));
  }

  private static Uni<Void> take(Repository repository, Instant now) {
    return RepositorySettings.<RepositorySettings>findById(repository.id)
        .chain(
            row ->
                OwnerSettings.<OwnerSettings>findById(OwnerSettings.name(repository.owner))
                    .invoke(
                        owner -> {
                          if (row != null && owner != null) {
                            Settings before = row.settings();
                            row.rebase(owner, repository.head, now);
                            if (!row.settings().planning().equals(before.planning())) {
                              repository.doubt("the settings name other files", now);
                            }
                          }
                        }))
        .replaceWithVoid();
  }
}
