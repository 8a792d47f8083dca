package dev.pawl.command;

import dev.pawl.mirror.SaidCommand;
import dev.pawl.run.Phase;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Which task is meant where a command is said. Belongs into a transaction. */
final class Tasks {
  private Tasks() {}

  /** The task of the issue or pull request; of several the one that goes on, else the latest. */
  static Uni<Optional<Phase>> at(SaidCommand command) {
    return Phase.<Phase>find(
            "repositoryId = ?1 and (issue = ?2 or pullRequest = ?2 or issue in"
                + " (select l.issue from IssueLink l where l.repositoryId = ?1"
                + " and l.pullRequest = ?2))"
                + " order by case when state in ('done', 'skipped', 'cancelled') then 1 else 0 end,"
                + " id desc",
            command.repositoryId,
            command.number)
        .firstResult()
        .map(Optional::ofNullable);
  }
}
