package dev.pawl.mirror;

import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over what a commit of Pawl's own did to the planning files, so that nobody need read them
 * again for its push. That is only certain where the commit was made upon the head that the mirror
 * knows: otherwise somebody else's commit lies between, and the files are read.
 */
@ApplicationScoped
public class OwnCommits {
  /**
   * @param branch without {@code refs/heads/}
   * @param parent the commit it was made upon; empty: unknown
   * @param commit empty: there was nothing left to commit
   * @param removed the paths that are no more
   * @param written the paths that hold something new
   */
  public record Made(
      String branch, String parent, String commit, List<String> removed, List<String> written) {}

  /** Belongs into the transaction that completes the effect. */
  public Uni<Void> made(long id, Made made, Instant now) {
    return Repositories.withSurroundings(id)
        .chain(
            repository ->
                repository == null || !made.branch().equals(repository.defaultBranch)
                    ? Uni.createFrom().voidItem()
                    : RepositorySettings.<RepositorySettings>findById(id)
                        .chain(
                            row ->
                                take(
                                    repository,
                                    row == null ? Settings.DEFAULTS : row.settings(),
                                    made,
                                    now)));
  }

  private static Uni<Void> take(Repository repository, Settings settings, Made made, Instant now) {
    if (!made.commit().isEmpty() && made.commit().equals(repository.head)) {
      // Its push came first, and whatever it said to read is being read.
      return Uni.createFrom().voidItem();
    }
    boolean follows = !made.commit().isEmpty() && made.parent().equals(repository.head);
    if (!follows) {
      if (!made.commit().isEmpty()) {
        repository.moved(made.parent(), made.commit(), now);
      }
      repository.doubt("planning files changed upon what is not known", now);
      return Uni.createFrom().voidItem();
    }
    repository.moved(made.parent(), made.commit(), now);
    if (made.written().stream().anyMatch(path -> PlanningPaths.isKept(path, settings))) {
      repository.doubt("a commit of Pawl's own that writes planning files", now);
    }
    List<String> processed =
        made.written().stream().filter(path -> PlanningPaths.isProcessed(path, settings)).toList();
    List<String> changed = new ArrayList<>(made.removed());
    changed.addAll(processed);
    return changed.isEmpty()
        ? Uni.createFrom().voidItem()
        : PlanningFile.delete("repositoryId = ?1 and path in ?2", repository.id, changed)
            .chain(
                () ->
                    processed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : PlanningFile.persist(
                            processed.stream()
                                .map(path -> PlanningFile.named(repository.id, path))));
  }
}
