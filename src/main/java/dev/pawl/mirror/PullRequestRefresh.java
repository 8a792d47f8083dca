package dev.pawl.mirror;

import dev.pawl.github.PullRequestReader;
import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads pull requests again that a decision depends on and that are in doubt. A reading is outside
 * of any transaction; what it found is stored in one, in which a doubt that arose meanwhile is
 * kept. Costs nothing while there is no doubt.
 */
@ApplicationScoped
public class PullRequestRefresh {
  /** How many are read before the lane goes on; the others follow in the next round. */
  private static final int MOST = 10;

  /** How many are looked at for those that are to be read first. */
  private static final int MOST_WAITING = 200;

  /** How often one is looked for that GitHub does not show. */
  private static final int MOST_SEARCHES = 5;

  /** How one reading ended. */
  public sealed interface Outcome {
    /** The mirror has what GitHub said just now. */
    record Read() implements Outcome {}

    /** There is nothing that could be read: it was never heard of, or Pawl does not reach it. */
    record Nothing() implements Outcome {}

    /** GitHub did not say; the mirror still holds it for doubtful. */
    record Later(@Nullable Instant until, String reason) implements Outcome {}
  }

  private final Database database;
  private final PullRequestReader reader;
  private final PullRequestReading reading;
  private final WorldClock clock;

  PullRequestRefresh(
      Database database, PullRequestReader reader, PullRequestReading reading, WorldClock clock) {
    this.database = database;
    this.reader = reader;
    this.reading = reading;
    this.clock = clock;
  }

  /** What a reading starts from. */
  private record Start(
      @Nullable Repository repository,
      @Nullable Installation installation,
      @Nullable PullRequest pull) {
    boolean reachable() {
      return repository != null
          && repository.state.equals(Repository.ACTIVE)
          && (installation == null || installation.state.equals(Installation.ACTIVE));
    }
  }

  /**
   * Reads those of a repository that are in doubt, or whose time to be asked for has come.
   *
   * @param renew renews the lease before each reading; false when it is lost
   * @return when one is to be asked for again; null: not before something happens
   * @throws LeaseLost when another worker has the lane
   */
  public @Nullable Instant refresh(Lease lease, long repository, BooleanSupplier renew) {
    Instant now = clock.instant();
    List<Waiting> waiting = waiting(repository);
    boolean read = false;
    for (Waiting one : waiting) {
      if (!one.due(now)) {
        continue;
      }
      if (!renew.getAsBoolean()) {
        throw new LeaseLost(lease);
      }
      if (read(lease, repository, one.number()) instanceof Outcome.Nothing) {
        return null;
      }
      read = true;
    }
    List<Waiting> left = read ? waiting(repository) : waiting;
    if (left.isEmpty()) {
      return null;
    }
    Instant first = left.getFirst().askAt();
    return first == null ? now : first;
  }

  /** Whether any of a repository's is to be read at once. */
  public boolean wanted(long repository) {
    Instant now = clock.instant();
    return waiting(repository).stream().anyMatch(one -> one.askAt() == null && one.due(now));
  }

  private static final Uni<List<Waiting>> NONE = Uni.createFrom().item(List.of());

  private static final Comparator<Waiting> FIRST =
      Comparator.comparing(Waiting::askAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Waiting::number);

  /**
   * @param askAt null: at once
   */
  private record Waiting(int number, @Nullable Instant askAt) {
    boolean due(Instant now) {
      return askAt == null || !askAt.isAfter(now);
    }
  }

  /**
   * Reads one, whether it is in doubt or not: before anything that cannot be undone.
   *
   * @throws LeaseLost when another worker has the lane
   */
  public Outcome read(Lease lease, long repository, int number) {
    Start start = database.read(() -> start(repository, number));
    Repository at = start.repository();
    PullRequest known = start.pull();
    if (at == null || known == null || !start.reachable()) {
      return new Outcome.Nothing();
    }
    boolean discussion = known.fails == 0;
    PullRequestReader.Outcome outcome = ask(at, number, known.bot ? "" : known.author, discussion);
    if (outcome instanceof PullRequestReader.Outcome.Read first
        && misses(first.snapshot(), known)) {
      // It is somebody else's than was thought, whose permission was not asked for.
      PullRequestSnapshot.Author author = first.snapshot().author();
      outcome = ask(at, number, author == null ? "" : author.login(), discussion);
    }
    return store(lease, at, known, outcome);
  }

  private PullRequestReader.Outcome ask(
      Repository repository, int number, String author, boolean discussion) {
    return reader.read(
        repository.installationId,
        repository.owner,
        repository.name,
        number,
        author.isEmpty() ? null : author,
        discussion);
  }

  private static boolean misses(PullRequestSnapshot read, PullRequest known) {
    PullRequestSnapshot.Author author = read.author();
    return author != null && !author.bot() && (known.bot || !author.login().equals(known.author));
  }

  private Outcome store(
      Lease lease, Repository repository, PullRequest known, PullRequestReader.Outcome outcome) {
    Instant now = clock.instant();
    return switch (outcome) {
      case PullRequestReader.Outcome.Read read
          when read.snapshot().repository() != repository.id -> {
        // Another repository has taken the name since; the event that tells is on its way.
        yield missing(lease, repository, known, "the repository's name is another's", now);
      }
      case PullRequestReader.Outcome.Read read -> {
        database.writeFenced(
            lease,
            () ->
                find(repository.id, known.number)
                    .chain(
                        row ->
                            reading.store(
                                row,
                                repository.owner + "/" + repository.name,
                                read.snapshot(),
                                known.doubts,
                                now)));
        yield new Outcome.Read();
      }
      case PullRequestReader.Outcome.Gone gone ->
          missing(lease, repository, known, gone.reason(), now);
      case PullRequestReader.Outcome.Later later -> {
        Instant until = later.until();
        database.writeFenced(
            lease,
            () ->
                find(repository.id, known.number)
                    .invoke(
                        row -> {
                          row.failed(row.dirty == null ? later.reason() : row.dirty, now);
                          row.askAt = until == null ? row.askAt : until;
                        })
                    .replaceWithVoid());
        yield new Outcome.Later(until, later.reason());
      }
    };
  }

  /** Not there: that may be the repository's fate, so that is read as well, once. */
  private Outcome missing(
      Lease lease, Repository repository, PullRequest known, String reason, Instant now) {
    database.writeFenced(
        lease,
        () ->
            find(repository.id, known.number)
                .invoke(row -> missing(row, reason, now))
                .chain(row -> Repository.<Repository>findById(repository.id))
                .invoke(
                    at -> {
                      if (known.fails == 0) {
                        at.doubt("pull request #" + known.number + " cannot be read", now);
                      }
                    })
                .replaceWithVoid());
    return new Outcome.Later(null, reason);
  }

  private static void missing(PullRequest row, String reason, Instant now) {
    row.failed(Bounded.text(reason, Bounded.TITLE), now);
    if (row.fails > MOST_SEARCHES) {
      row.state = row.open() ? PullRequest.CLOSED : row.state;
      row.tracked = false;
      row.dirty = null;
      row.askAt = null;
    }
  }

  private static Uni<PullRequest> find(long repository, int number) {
    return PullRequest.findById(new PullRequest.Key(repository, number));
  }

  private static Uni<Start> start(long id, int number) {
    return Repositories.withSurroundings(id)
        .chain(
            repository ->
                repository == null
                    ? Uni.createFrom().item(new Start(null, null, null))
                    : Installation.<Installation>findById(repository.installationId)
                        .chain(
                            installation ->
                                find(id, number)
                                    .map(pull -> new Start(repository, installation, pull))));
  }

  /** The first that are to be read, by when. */
  private List<Waiting> waiting(long repository) {
    return database.read(
        () ->
            PullRequest.<PullRequest>find(
                    "repositoryId = ?1 and tracked and (dirty is not null or askAt is not null)"
                        // What cannot be reached is not waited for: the lane would spin.
                        + " and exists (from Repository r left join Installation i"
                        + " on i.id = r.installationId where r.id = ?1 and r.state = 'active'"
                        + " and (i.id is null or i.state = 'active'))"
                        + " order by askAt nulls first, number",
                    repository)
                .page(0, MOST_WAITING)
                .list()
                .chain(rows -> rows.isEmpty() ? NONE : waiting(repository, rows)));
  }

  /** Those in doubt that are still worked on are given the time for it. */
  private Uni<List<Waiting>> waiting(long repository, List<PullRequest> rows) {
    return RepositorySettings.<RepositorySettings>findById(repository)
        .map(row -> row == null ? Settings.DEFAULTS : row.settings())
        .map(
            settings ->
                rows.stream()
                    .map(row -> new Waiting(row.number, Patience.until(row, settings)))
                    .sorted(FIRST)
                    .limit(MOST)
                    .toList());
  }
}
