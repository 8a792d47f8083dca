package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what became of a repository's queue: all that is not put away yet, and the latest rest. */
@ApplicationScoped
class QueueFactsReader {
  /** As many as tell whether the loop goes in a circle. */
  private static final int LATEST = 5;

  private static final String KNOWN =
      "from QueueItem q where q.repositoryId = ?1 and (q.state in ('taken', 'processed', 'leaving')"
          + " or q.id in (select e.id from QueueItem e where e.repositoryId = ?1 order by e.id desc"
          + " limit "
          + LATEST
          + ")) order by q.id";

  Uni<List<QueueFacts>> read(long repository) {
    return QueueItem.<QueueItem>list(KNOWN, repository)
        .map(items -> items.stream().map(QueueItem::facts).toList());
  }
}
