package dev.pawl.command;

import dev.pawl.mirror.Repository;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Finds the repository that a command is for. Belongs into the command's own transaction. */
final class RepositoryFinder {
  private RepositoryFinder() {}

  /** Goes on with the repository, where Pawl still is; otherwise there is nothing to be done. */
  static Uni<LaneWrite.Noted<Outcome>> in(
      long id, Function<Repository, Uni<LaneWrite.Noted<Outcome>>> change) {
    return Repository.<Repository>findById(id)
        .chain(
            repository ->
                repository == null || !repository.state.equals(Repository.ACTIVE)
                    ? Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Missing()))
                    : change.apply(repository));
  }

  static String name(Repository repository) {
    return repository.owner + "/" + repository.name;
  }
}
