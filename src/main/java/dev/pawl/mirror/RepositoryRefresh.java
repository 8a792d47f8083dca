package dev.pawl.mirror;

import dev.pawl.github.InstallationFinder;
import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.github.RepositoryReader;
import dev.pawl.github.RepositorySnapshot;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  /** How much the mirror may be trusted now. */
  public sealed interface Outcome {
    /** There is no doubt about it, or none that a reading could end. */
    record Fresh() implements Outcome {}

    /** The repository was never heard of. */
    record Unknown() implements Outcome {}

    /** It could not be read now. */
    record Later(Instant until, String reason) implements Outcome {}
  }

  private final Database database;
  private final RepositoryReader reader;
  private final InstallationFinder finder;
  private final Issues issues;
  private final PullRequestOutlines pulls;
  private final PullRequestReading reading;
  private final WorldClock clock;

  RepositoryRefresh(
      Database database,
      RepositoryReader reader,
      InstallationFinder finder,
      Issues issues,
      PullRequestOutlines pulls,
      PullRequestReading reading,
      WorldClock clock) {
    this.database = database;
    this.finder = finder;
    this.reader = reader;
    this.issues = issues;
    this.pulls = pulls;
    this.reading = reading;
    this.clock = clock;
  }

  /** What a reading starts from. */
  private record Start(
      @Nullable Repository repository,
      @Nullable Installation installation,
      Settings settings,
      Set<Integer> issues,
      @Nullable PullRequest merged) {}

  /** Reads the repository if there is a doubt about it. */
  public Outcome refresh(Lease lease, long id) {
    Start start = database.read(() -> start(id));
    Repository repository = start.repository();
    if (repository == null) {
      return new Outcome.Unknown();
    }
    Installation installation = start.installation();
    boolean reachable = installation == null || installation.state.equals(Installation.ACTIVE);
    if (repository.dirty == null || !reachable || repository.state.equals(Repository.DELETED)) {
      return new Outcome.Fresh();
    }
    return repository.state.equals(Repository.REMOVED)
        ? find(lease, repository, Outcome.Fresh::new)
        : read(lease, start, repository, start.settings());
  }

  /**
   * Asks GitHub which installation has a repository that was said to be removed, or that the one
   * known to have it cannot read.
   *
   * @param unread what it means when GitHub names the one that could not read it
   */
  private Outcome find(Lease lease, Repository repository, Supplier<Outcome> unread) {
    String doubt = Objects.requireNonNull(repository.dirty);
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
            });
        yield refresh(lease, repository.id);
      }
      case InstallationFinder.Outcome.NotInstalled _ -> {
        change(
            lease,
            repository.id,
            row -> {
              row.state = Repository.REMOVED;
              settle(row, doubt);
            });
        yield new Outcome.Fresh();
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
                    ? Uni.createFrom()
                        .item(new Start(null, null, Settings.DEFAULTS, Set.of(), null))
                    : Installation.<Installation>findById(repository.installationId)
                        .chain(installation -> start(repository, installation)));
  }

  private static Uni<Start> start(Repository repository, @Nullable Installation installation) {
    return RepositorySettings.<RepositorySettings>findById(repository.id)
        .chain(
            row ->
                Issue.<Issue>list(
                        "repositoryId = ?1 and (dirty or (effectKey is not null and state = 'open'))",
                        repository.id)
                    .chain(
                        known ->
                            merged(repository.id)
                                .map(
                                    merged ->
                                        new Start(
                                            repository,
                                            installation,
                                            row == null ? Settings.DEFAULTS : row.settings(),
                                            known.stream()
                                                .map(issue -> issue.number)
                                                .collect(Collectors.toCollection(TreeSet::new)),
                                            merged))));
  }

  /** One whose merge is yet to be looked at: the same question asks for it, where there is one. */
  private static Uni<@Nullable PullRequest> merged(long repository) {
    return PullRequest.<PullRequest>find(
            "repositoryId = ?1 and tracked and bot and state = 'merged' and dirty is not null"
                + " and askAt is null order by number desc",
            repository)
        .firstResult();
  }

  private Outcome read(Lease lease, Start start, Repository repository, Settings settings) {
    String doubt = Objects.requireNonNull(repository.dirty);
    var outcome =
        reader.read(
            repository.installationId,
            repository.owner,
            repository.name,
            paths(settings),
            start.issues(),
            start.merged() == null ? null : start.merged().number);
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
        Settings after =
            database.writeFenced(
                lease,
                () ->
                    store(repository.id, doubt, settings, read.snapshot(), now)
                        .call(() -> along(repository, start.merged(), read.along(), now)));
        // The settings just read may name other files than those just read.
        yield after.planning().equals(settings.planning())
            ? new Outcome.Fresh()
            : read(lease, start, repository, after);
      }
      case RepositoryReader.Outcome.Gone gone ->
          find(lease, repository, () -> unreadable(lease, repository, gone.reason()));
      case RepositoryReader.Outcome.Later later ->
          new Outcome.Later(
              later.until() == null ? now.plus(AGAIN) : later.until(), later.reason());
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
                    : reading.store(
                        row, repository.owner + "/" + repository.name, read, known.doubts, now));
  }

  private static RepositoryReader.Paths paths(Settings settings) {
    Settings.Planning planning = settings.planning();
    return new RepositoryReader.Paths(
        planning.goal(),
        planning.capabilities(),
        planning.goalReached(),
        Settings.FILE,
        planning.queue() + "/pending",
        true);
  }

  private Outcome unreadable(Lease lease, Repository repository, String reason) {
    String doubt = Objects.requireNonNull(repository.dirty);
    Instant now = clock.instant();
    change(
        lease,
        repository.id,
        row -> {
          row.readAt = now;
          row.unreadable = reason;
          settle(row, doubt);
        });
    return new Outcome.Fresh();
  }

  private Uni<Settings> store(
      long id, String doubt, Settings before, RepositorySnapshot snapshot, Instant now) {
    return Repositories.withSurroundings(id)
        .invoke(repository -> apply(repository, snapshot, now))
        .chain(repository -> settings(id, snapshot, now).map(row -> row.settings()))
        .chain(
            settings -> {
              boolean same = settings.planning().equals(before.planning());
              Uni<Void> stored =
                  Repository.<Repository>findById(id)
                      .invoke(
                          repository -> {
                            if (same) {
                              settle(repository, doubt);
                            }
                          })
                      .chain(() -> files(id, settings.planning(), snapshot))
                      .chain(() -> issues(id, snapshot))
                      .chain(() -> pulls.take(id, snapshot, now));
              return stored.replaceWith(settings);
            });
  }

  /** The doubt is ended, unless another has arisen since. */
  private static void settle(Repository repository, String doubt) {
    if (doubt.equals(repository.dirty)) {
      repository.dirty = null;
    }
  }

  private static void apply(Repository repository, RepositorySnapshot snapshot, Instant now) {
    repository.nodeId = snapshot.nodeId();
    repository.owner = snapshot.owner();
    repository.name = snapshot.name();
    repository.isPrivate = snapshot.isPrivate();
    repository.archived = snapshot.archived();
    repository.isEmpty = snapshot.empty();
    repository.issuesEnabled = snapshot.issuesEnabled();
    repository.defaultBranch = snapshot.defaultBranch();
    repository.head = snapshot.head();
    repository.version = snapshot.updatedAt();
    repository.readAt = now;
    repository.unreadable = null;
  }

  private static Uni<RepositorySettings> settings(
      long id, RepositorySnapshot snapshot, Instant now) {
    RepositorySnapshot.File file = snapshot.files().get("settings");
    return file == null
        ? RepositorySettings.take(id, "", "", now)
        : RepositorySettings.take(id, file.blob(), file.text(), now);
  }

  private static Uni<Void> files(long id, Settings.Planning planning, RepositorySnapshot snapshot) {
    List<PlanningFile> files = new ArrayList<>();
    add(files, id, PlanningFile.Role.GOAL, planning.goal(), snapshot.files().get("goal"));
    add(
        files,
        id,
        PlanningFile.Role.CAPABILITIES,
        planning.capabilities(),
        snapshot.files().get("capabilities"));
    add(
        files,
        id,
        PlanningFile.Role.GOAL_REACHED,
        planning.goalReached(),
        snapshot.files().get("goalReached"));
    for (RepositorySnapshot.Entry entry : snapshot.pending()) {
      add(
          files,
          id,
          entry.read() ? PlanningFile.Role.PENDING : PlanningFile.Role.PENDING_LATER,
          planning.queue() + "/pending/" + entry.name(),
          new RepositorySnapshot.File(entry.blob(), entry.bytes(), entry.text()));
    }
    return PlanningFile.delete("repositoryId", id)
        .chain(() -> files.isEmpty() ? Uni.createFrom().voidItem() : PlanningFile.persist(files));
  }

  private static void add(
      List<PlanningFile> files,
      long id,
      PlanningFile.Role role,
      String path,
      RepositorySnapshot.@Nullable File found) {
    if (found == null) {
      return;
    }
    PlanningFile file = new PlanningFile();
    file.repositoryId = id;
    file.path = path;
    file.role = role.name();
    file.blob = found.blob();
    file.bytes = found.bytes();
    String text = found.text();
    file.content = text == null ? null : text.replace("\u0000", "");
    file.title =
        role == PlanningFile.Role.PENDING && file.content != null
            ? TaskTitle.of(file.content)
            : null;
    files.add(file);
  }

  private Uni<Void> issues(long id, RepositorySnapshot snapshot) {
    return Multi.createFrom()
        .iterable(snapshot.issues())
        .onItem()
        .transformToUniAndConcatenate(issue -> issues.takeWithoutAgents(id, fact(issue)))
        .collect()
        .asList()
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(snapshot.missing())
                    .onItem()
                    .transformToUniAndConcatenate(number -> issues.gone(id, number, Issue.DELETED))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  private static IssueFact fact(RepositorySnapshot.IssueSnapshot issue) {
    return new IssueFact(
        issue.number(),
        issue.id(),
        issue.title(),
        issue.body(),
        issue.state(),
        issue.stateReason(),
        issue.locked(),
        null,
        issue.author(),
        null,
        issue.labels(),
        issue.assignees(),
        issue.updatedAt());
  }
}
