package dev.pawl.mirror;

import dev.pawl.github.RepositorySnapshot;
import dev.pawl.settings.OwnerSettings;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores what a reading of a repository has found. Belongs into a transaction of its lane. */
@ApplicationScoped
class RepositoryReading {
  private final Issues issues;
  private final PullRequestOutlines pulls;

  RepositoryReading(Issues issues, PullRequestOutlines pulls) {
    this.issues = issues;
    this.pulls = pulls;
  }

  /**
   * @param doubt what the reading may end: another one that arose since stays
   * @param before the settings by which it was known what to read
   * @param base what the owner says for all of its repositories; null: that was not told
   * @param stale pull requests that are followed and were not read since are read as well
   * @return the settings that are in force after it
   */
  Uni<Settings> store(
      long id,
      String doubt,
      Settings before,
      RepositorySnapshot snapshot,
      OwnerSettings.@Nullable Found base,
      Instant stale,
      Instant now) {
    return Repositories.withSurroundings(id)
        .invoke(repository -> apply(repository, snapshot, now))
        .chain(repository -> settings(repository, snapshot, base, now).map(row -> row.settings()))
        .chain(
            settings -> {
              boolean same = settings.planning().equals(before.planning());
              Uni<Void> stored =
                  Repository.<Repository>findById(id)
                      .invoke(
                          repository -> {
                            if (same) {
                              settle(repository, doubt);
                            } else if (repository.dirty == null) {
                              repository.doubt("the settings name other files", now);
                            }
                          })
                      .chain(() -> files(id, settings.planning(), snapshot))
                      .chain(() -> issues(id, snapshot, settings.agent()))
                      .chain(() -> pulls.take(id, snapshot, stale, now));
              return stored.replaceWith(settings);
            });
  }

  /** The doubt is ended, unless another has arisen since. */
  static void settle(Repository repository, String doubt) {
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
    // A file that was moved there just now is missing in an answer that lags: it is not gone.
    repository.processedRead =
        snapshot.processed() != null && !repository.mayLag(snapshot.head(), now);
    repository.head = snapshot.head();
    repository.version = snapshot.updatedAt();
    repository.pendingMore = snapshot.pendingMore();
    repository.readAt = now;
    repository.unreadable = null;
  }

  private static Uni<RepositorySettings> settings(
      Repository repository,
      RepositorySnapshot snapshot,
      OwnerSettings.@Nullable Found base,
      Instant now) {
    RepositorySnapshot.File file = snapshot.files().get("settings");
    return owner(repository.owner, base)
        .chain(
            row ->
                RepositorySettings.take(
                    repository.id,
                    file == null ? "" : file.blob(),
                    file == null ? "" : file.text(),
                    snapshot.head(),
                    row,
                    now));
  }

  /** Where nothing was told, what is known counts. */
  private static Uni<OwnerSettings> owner(String owner, OwnerSettings.@Nullable Found base) {
    return base == null
        ? OwnerSettings.<OwnerSettings>findById(OwnerSettings.name(owner))
            .map(row -> row == null ? new OwnerSettings() : row)
        : OwnerSettings.take(owner, base);
  }

  private static Uni<Void> files(long id, Settings.Planning planning, RepositorySnapshot snapshot) {
    List<PlanningFile> files = new ArrayList<>();
    add(files, id, PlanningFile.Role.GOAL, planning.goal(), null, snapshot.files().get("goal"));
    add(
        files,
        id,
        PlanningFile.Role.CAPABILITIES,
        planning.capabilities(),
        null,
        snapshot.files().get("capabilities"));
    add(
        files,
        id,
        PlanningFile.Role.GOAL_REACHED,
        planning.goalReached(),
        null,
        snapshot.files().get("goalReached"));
    for (RepositorySnapshot.Entry entry : snapshot.pending()) {
      add(
          files,
          id,
          entry.read() ? PlanningFile.Role.PENDING : PlanningFile.Role.PENDING_LATER,
          planning.queue() + "/pending/" + entry.name(),
          entry.flaw(),
          new RepositorySnapshot.File(entry.blob(), entry.bytes(), entry.text()));
    }
    for (RepositorySnapshot.Entry entry : snapshot.reviews()) {
      String text = entry.text();
      // Whether there is anything in it is all that is asked of it.
      String sign = text == null ? null : Bounded.text(text.strip(), Bounded.TITLE);
      add(
          files,
          id,
          PlanningFile.Role.REVIEW,
          entry.name(),
          entry.flaw(),
          new RepositorySnapshot.File(entry.blob(), entry.bytes(), sign));
    }
    List<String> processed = snapshot.processed();
    if (processed != null) {
      processed.forEach(
          name -> files.add(PlanningFile.named(id, planning.queue() + "/processed/" + name)));
    }
    return PlanningFile.delete("repositoryId", id)
        .chain(() -> files.isEmpty() ? Uni.createFrom().voidItem() : PlanningFile.persist(files));
  }

  private static void add(
      List<PlanningFile> files,
      long id,
      PlanningFile.Role role,
      String path,
      RepositorySnapshot.@Nullable Flaw flaw,
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
    file.flaw = flaw == null ? null : flaw.name();
    String text = found.text();
    file.content = text == null ? null : text.replace("\u0000", "");
    file.title =
        role == PlanningFile.Role.PENDING && file.content != null
            ? TaskTitle.of(file.content)
            : null;
    files.add(file);
  }

  private Uni<Void> issues(long id, RepositorySnapshot snapshot, Settings.Agent agents) {
    return Multi.createFrom()
        .iterable(snapshot.issues())
        .onItem()
        .transformToUniAndConcatenate(issue -> issues.takeWithoutAgents(id, fact(issue), agents))
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
