package dev.pawl.mirror;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pawl.github.BaseFile;
import dev.pawl.github.InstallationFinder;
import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.github.RepositoryReader;
import dev.pawl.github.RepositorySnapshot;
import dev.pawl.settings.OwnerSettings;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a repository again when the mirror is in doubt, so that no decision depends on hearsay. The
 * reading is outside of any transaction; what it found is stored in one, in which a doubt that
 * arose meanwhile is kept.
 */
@ApplicationScoped
public class RepositoryRefresh {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** What was answered from a replica that lags behind is asked again. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Stands for a doubt where there was none; no doubt is like it. */
  private static final String NONE = "";

  /** How much the mirror may be trusted now. */
  public sealed interface Outcome {
    /**
     * There is no doubt about it, or none that a reading could end.
     *
     * @param next when it is to be read though nothing is told of it; null: not while things are as
     *     they are
     */
    record Fresh(@Nullable Instant next) implements Outcome {}

    /** The repository was never heard of. */
    record Unknown() implements Outcome {}

    /** It could not be read now. */
    record Later(Instant until, String reason) implements Outcome {}
  }

  private final Database database;
  private final RepositoryReader reader;
  private final InstallationFinder finder;
  private final RegularReading regular;
  private final RepositoryReading reading;
  private final PendingTexts texts;
  private final PullRequestReading pullReading;
  private final OwnerFiles owners;
  private final WorldClock clock;

  /**
   * Repositories of which GitHub gave no answer, since it may have been too large with all texts in
   * it. Of those the texts are asked for by themselves the next time. When that is forgotten, as by
   * a restart, one more reading is in vain.
   */
  private final Cache<Long, Boolean> heavy =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  RepositoryRefresh(
      Database database,
      RepositoryReader reader,
      InstallationFinder finder,
      RegularReading regular,
      RepositoryReading reading,
      PendingTexts texts,
      PullRequestReading pullReading,
      OwnerFiles owners,
      WorldClock clock) {
    this.database = database;
    this.finder = finder;
    this.regular = regular;
    this.reader = reader;
    this.pullReading = pullReading;
    this.owners = owners;
    this.reading = reading;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * What a reading starts from.
   *
   * @param besides null: nothing was in doubt, so that it was not asked for yet
   * @param behind whether the owner's settings are others by now than those in force here
   * @param owner what is known of those; null: nothing yet
   */
  private record Start(
      @Nullable Repository repository,
      @Nullable Installation installation,
      Settings settings,
      @Nullable Besides besides,
      boolean behind,
      @Nullable OwnerSettings owner) {
    static final Start NOTHING = new Start(null, null, Settings.DEFAULTS, null, false, null);

    /** Whether the owner's lanes are to be woken for what is known. */
    boolean untold() {
      return owner != null && !owner.told;
    }

    /** Whether the owner's settings can be others by now, so that its lanes are to hear of it. */
    boolean mayTell(BaseFile found) {
      return found instanceof BaseFile.Found || owner != null && owner.repositoryId != null;
    }
  }

  /**
   * What is known of the next regular reading.
   *
   * @param wished when the repository is to be read, as was noted with its lane; null: not noted
   * @param held whether people hold the repository back; it is then not read without a doubt
   */
  public record Regular(@Nullable Instant wished, BooleanSupplier held) {}

  /** Reads the repository if there is a doubt about it, or if it was not read for long. */
  public Outcome refresh(Lease lease, long id, Regular wish) {
    Start start = database.read(() -> start(id));
    Repository repository = start.repository();
    if (repository == null) {
      return new Outcome.Unknown();
    }
    Installation installation = start.installation();
    boolean reachable = installation == null || installation.state.equals(Installation.ACTIVE);
    if (!reachable || repository.state.equals(Repository.DELETED)) {
      return new Outcome.Fresh(null);
    }
    if (start.untold()) {
      owners.wake(repository.owner, clock.instant());
    }
    if (repository.dirty == null && start.behind()) {
      owners.take(lease, id, clock.instant());
      return refresh(lease, id, wish);
    }
    if (repository.dirty == null) {
      return repository.state.equals(Repository.ACTIVE)
          ? regularly(lease, start, repository, wish)
          : new Outcome.Fresh(null);
    }
    return repository.state.equals(Repository.REMOVED)
        ? find(lease, repository, wish, () -> new Outcome.Fresh(null))
        : read(lease, start, repository, wish);
  }

  /** Nothing is in doubt: while it cannot be read, what is known counts. */
  private Outcome regularly(Lease lease, Start start, Repository repository, Regular wish) {
    return switch (regular.plan(repository, wish.wished(), wish.held())) {
      case RegularReading.Plan.Later later -> new Outcome.Fresh(later.until());
      case RegularReading.Plan.Now _ -> {
        Outcome outcome = read(lease, start, repository, wish);
        yield outcome instanceof Outcome.Later later ? new Outcome.Fresh(later.until()) : outcome;
      }
    };
  }

  /**
   * Asks GitHub which installation has a repository that was said to be removed, or that the one
   * known to have it cannot read.
   *
   * @param unread what it means when GitHub names the one that could not read it
   */
  private Outcome find(Lease lease, Repository repository, Regular wish, Supplier<Outcome> unread) {
    String doubt = Objects.requireNonNullElse(repository.dirty, NONE);
    Instant now = clock.instant();
    return switch (finder.find(repository.owner, repository.name)) {
      case InstallationFinder.Outcome.Installed installed
          when installed.installation() == repository.installationId
              && repository.state.equals(Repository.ACTIVE) ->
          unread.get();
      case InstallationFinder.Outcome.Installed installed -> {
        change(
            lease,
            repository.id,
            row -> {
              row.state = Repository.ACTIVE;
              row.installationId = installed.installation();
              if (row.dirty == null) {
                row.doubt("another installation has it", now);
              }
            });
        yield refresh(lease, repository.id, wish);
      }
      case InstallationFinder.Outcome.NotInstalled _ -> {
        change(
            lease,
            repository.id,
            row -> {
              row.state = Repository.REMOVED;
              RepositoryReading.settle(row, doubt);
            });
        yield new Outcome.Fresh(null);
      }
      case InstallationFinder.Outcome.Later later ->
          new Outcome.Later(
              later.until() == null ? now.plus(AGAIN) : later.until(), later.reason());
    };
  }

  private void change(Lease lease, long id, Consumer<Repository> change) {
    database.writeFenced(
        lease, () -> Repository.<Repository>findById(id).invoke(change).replaceWithVoid());
  }

  private static Uni<Start> start(long id) {
    return Repositories.withSurroundings(id)
        .chain(
            repository ->
                repository == null
                    ? Uni.createFrom().item(Start.NOTHING)
                    : Installation.<Installation>findById(repository.installationId)
                        .chain(installation -> start(repository, installation)));
  }

  private static Uni<Start> start(Repository repository, @Nullable Installation installation) {
    return RepositorySettings.<RepositorySettings>findById(repository.id)
        .chain(
            row ->
                OwnerSettings.<OwnerSettings>findById(OwnerSettings.name(repository.owner))
                    .chain(owner -> start(repository, installation, row, owner)));
  }

  private static Uni<Start> start(
      Repository repository,
      @Nullable Installation installation,
      @Nullable RepositorySettings row,
      @Nullable OwnerSettings owner) {
    Settings settings = row == null ? Settings.DEFAULTS : row.settings();
    return wanted(repository, settings)
        .map(
            besides ->
                new Start(
                    repository,
                    installation,
                    settings,
                    besides,
                    row != null && owner != null && row.isBehind(owner),
                    owner));
  }

  /** What is in doubt is read for certain: one transaction less on the way to an effect. */
  private static Uni<@Nullable Besides> wanted(Repository repository, Settings settings) {
    return repository.dirty == null
        ? Uni.createFrom().nullItem()
        : Besides.of(repository.id, settings.planning()).map(found -> found);
  }

  private Outcome read(Lease lease, Start start, Repository repository, Regular wish) {
    String doubt = Objects.requireNonNullElse(repository.dirty, NONE);
    Settings settings = start.settings();
    Besides known = start.besides();
    Besides besides =
        known == null ? database.read(() -> Besides.of(repository.id, settings.planning())) : known;
    PullRequest merged = besides.merged();
    Instant asked = clock.instant();
    boolean texts = !besides.manyPending() && heavy.getIfPresent(repository.id) == null;
    var outcome =
        reader.read(
            repository.installationId,
            repository.owner,
            repository.name,
            paths(settings, texts, besides.reviews()),
            besides.issues(),
            merged == null ? null : merged.number);
    if (!texts && outcome instanceof RepositoryReader.Outcome.Read read) {
      outcome = withTexts(repository, settings, read);
    }
    Instant now = clock.instant();
    return switch (outcome) {
      case RepositoryReader.Outcome.Read read -> {
        if (read.snapshot().id() != repository.id) {
          // Another repository has taken the name since; the event that tells is on its way.
          yield unreadable(lease, repository, "its name is another's");
        }
        if (repository.isBehind(read.snapshot().head(), now)) {
          yield new Outcome.Later(now.plus(SOON), "GitHub's answer is older than the last push.");
        }
        Instant stale = regular.stale(wish.wished());
        Settings after =
            database.writeFenced(
                lease,
                () ->
                    reading
                        .store(
                            repository.id,
                            doubt,
                            settings,
                            read.snapshot(),
                            OwnerFiles.found(read.base(), asked),
                            stale,
                            now)
                        .call(() -> along(repository, merged, read.along(), now)));
        if (start.mayTell(read.base())) {
          owners.wake(read.snapshot().owner(), now);
        }
        // The settings just read may name other files than those just read.
        yield after.planning().equals(settings.planning())
            ? new Outcome.Fresh(regular.next(repository.id))
            : refresh(lease, repository.id, wish);
      }
      case RepositoryReader.Outcome.Gone gone ->
          find(lease, repository, wish, () -> unreadable(lease, repository, gone.reason()));
      case RepositoryReader.Outcome.Later later -> {
        if (later.until() == null) {
          heavy.put(repository.id, true);
        }
        yield new Outcome.Later(
            later.until() == null ? now.plus(AGAIN) : later.until(), later.reason());
      }
    };
  }

  /** The first of many pending files, as far as they are not known already. */
  private RepositoryReader.Outcome withTexts(
      Repository repository, Settings settings, RepositoryReader.Outcome.Read first) {
    RepositorySnapshot snapshot = first.snapshot();
    if (snapshot.pending().stream().allMatch(RepositorySnapshot.Entry::read)) {
      return first;
    }
    Map<String, String> known = database.read(() -> PlanningFile.pendingTexts(repository.id));
    return switch (texts.complete(
        repository.installationId, settings.planning().queue() + "/pending", snapshot, known)) {
      case PendingTexts.Outcome.Read read ->
          new RepositoryReader.Outcome.Read(read.snapshot(), first.along(), first.base());
      case PendingTexts.Outcome.Later later ->
          new RepositoryReader.Outcome.Later(later.reason(), later.until());
    };
  }

  /** A doubt of it that arose while it was read is kept. */
  private Uni<Void> along(
      Repository repository,
      @Nullable PullRequest known,
      @Nullable PullRequestSnapshot read,
      Instant now) {
    if (known == null || read == null || read.number() != known.number) {
      return Uni.createFrom().voidItem();
    }
    return PullRequest.<PullRequest>findById(new PullRequest.Key(repository.id, known.number))
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().voidItem()
                    : pullReading.store(
                        row, repository.owner + "/" + repository.name, read, known.doubts, now));
  }

  private static RepositoryReader.Paths paths(
      Settings settings, boolean texts, List<String> reviews) {
    Settings.Planning planning = settings.planning();
    return new RepositoryReader.Paths(
        planning.goal(),
        planning.capabilities(),
        planning.goalReached(),
        Settings.FILE,
        planning.queue() + "/pending",
        planning.queue() + "/processed",
        texts,
        reviews);
  }

  private Outcome unreadable(Lease lease, Repository repository, String reason) {
    String doubt = Objects.requireNonNullElse(repository.dirty, NONE);
    Instant now = clock.instant();
    change(
        lease,
        repository.id,
        row -> {
          row.readAt = now;
          row.unreadable = reason;
          RepositoryReading.settle(row, doubt);
        });
    return new Outcome.Fresh(regular.next(repository.id));
  }
}
