package dev.pawl.mirror;

import dev.pawl.github.RepositorySnapshot;
import dev.pawl.github.SettingsHeads;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether pull requests change the settings: any that is open and goes into the default
 * branch, whoever made it, once a head. What is found there is judged, and never gone by.
 *
 * <p>Costs: nothing while every head was looked at, and nothing for the loop's own pull requests,
 * whose files are read anyway; else one query for ten heads, and one more for each that changes the
 * file. Done last in a turn, so that nothing waits for it.
 *
 * <p>Of one that the loop does not follow nobody else reads the head: where two events of one
 * second tell two tales of it, the answer to the look settles which is true.
 *
 * <p>Race: the head moves while it is looked at. It is looked at by the commit's name, so what is
 * stored is true of that commit; the next one is looked at when it is told of.
 */
@ApplicationScoped
public class SettingsProposals {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final String WAITING =
      """
      select r.installation_id, r.owner, r.name, p.number, p.head_sha
      from mirror_pull_request p join mirror_repository r on r.id = p.repository_id
      left join mirror_installation i on i.id = r.installation_id
      left join settings_proposal s on s.repository_id = p.repository_id and s.number = p.number
      where p.repository_id = $1 and p.state = 'open' and p.base_branch = r.default_branch
        and p.head_sha <> ''
        and (s.head is distinct from p.head_sha or not p.tracked and p.dirty = $2)
        and r.state = 'active' and not r.archived and r.read_at is not null
        and (i.id is null or i.state = 'active')
        and (not p.tracked or exists (select 1 from mirror_changed_file f
          where f.repository_id = p.repository_id and f.number = p.number
            and '.github/pawl.yml' in (f.path, f.previous)))
      order by p.number desc limit 10
      """;

  /** What a look came to. */
  public sealed interface Outcome {
    /** Every head was looked at before. */
    record Nothing() implements Outcome {}

    /** Something was found that a decision may follow on. */
    record Looked() implements Outcome {}

    record Later(Instant until) implements Outcome {}
  }

  private final Database database;
  private final SettingsHeads heads;
  private final WorldClock clock;

  SettingsProposals(Database database, SettingsHeads heads, WorldClock clock) {
    this.database = database;
    this.heads = heads;
    this.clock = clock;
  }

  private record Waiting(
      long installation, String owner, String name, List<SettingsHeads.Head> heads) {}

  /**
   * @param renew renews the lease before GitHub is asked; false when it is lost
   * @throws LeaseLost when another worker has the lane
   */
  public Outcome look(Lease lease, long repository, BooleanSupplier renew) {
    Waiting waiting = waiting(repository);
    if (waiting == null) {
      return new Outcome.Nothing();
    }
    if (!renew.getAsBoolean()) {
      throw new LeaseLost(lease);
    }
    return switch (heads.look(
        waiting.installation(), waiting.owner(), waiting.name(), Settings.FILE, waiting.heads())) {
      case SettingsHeads.Outcome.Read read -> {
        Instant now = clock.instant();
        database.writeFenced(lease, () -> store(repository, read.looked(), now));
        yield new Outcome.Looked();
      }
      case SettingsHeads.Outcome.Later later -> {
        Instant until = later.until();
        yield new Outcome.Later(until == null ? clock.instant().plus(AGAIN) : until);
      }
    };
  }

  private @Nullable Waiting waiting(long repository) {
    List<SettingsHeads.Head> found = new ArrayList<>();
    Row first = null;
    for (Row row : database.execute(WAITING, repository, PullRequest.TWO_TALES)) {
      first = row;
      found.add(new SettingsHeads.Head(row.getInteger("number"), row.getString("head_sha")));
    }
    return first == null
        ? null
        : new Waiting(
            first.getLong("installation_id"),
            first.getString("owner"),
            first.getString("name"),
            List.copyOf(found));
  }

  private static Uni<Void> store(long repository, List<SettingsHeads.Looked> looked, Instant now) {
    return Multi.createFrom()
        .iterable(looked)
        .onItem()
        .transformToUniAndConcatenate(one -> store(repository, one, now))
        .collect()
        .asList()
        .chain(() -> SettingsProposal.count("repositoryId = ?1 and changes", repository))
        .chain(
            changing ->
                RepositorySettings.<RepositorySettings>findById(repository)
                    .invoke(
                        row -> {
                          if (row != null) {
                            row.proposals = changing > 0;
                          }
                        }))
        .replaceWithVoid();
  }

  private static Uni<Void> store(long repository, SettingsHeads.Looked looked, Instant now) {
    return PullRequest.<PullRequest>findById(
            new PullRequest.Key(repository, looked.head().number()))
        .chain(
            pull ->
                settled(pull, looked)
                    ? Uni.createFrom().voidItem()
                    : keep(repository, looked, now).replaceWithVoid());
  }

  /** Whether another head was found to be true, which is then looked at. */
  private static boolean settled(@Nullable PullRequest pull, SettingsHeads.Looked looked) {
    if (pull == null || pull.tracked || !PullRequest.TWO_TALES.equals(pull.dirty)) {
      return false;
    }
    pull.dirty = null;
    boolean other = !looked.now().isEmpty() && !looked.now().equals(looked.head().sha());
    if (other && pull.headSha.equals(looked.head().sha())) {
      pull.headSha = Bounded.text(looked.now(), Bounded.NAME);
    }
    return other;
  }

  private static Uni<SettingsProposal> keep(
      long repository, SettingsHeads.Looked looked, Instant now) {
    int number = looked.head().number();
    return SettingsProposal.<SettingsProposal>findById(new SettingsProposal.Key(repository, number))
        .chain(
            known -> {
              SettingsProposal row = known == null ? new SettingsProposal() : known;
              RepositorySnapshot.File file = looked.file();
              String text = file == null ? "" : file.text();
              row.repositoryId = repository;
              row.number = number;
              if (!looked.head().sha().equals(row.head)) {
                row.backtest = null;
              }
              row.head = looked.head().sha();
              row.changes = looked.changes();
              row.blob = file == null ? "" : file.blob();
              row.content = text == null ? null : text.replace("\u0000", "");
              row.lookedAt = now;
              return row.persist();
            });
  }
}
