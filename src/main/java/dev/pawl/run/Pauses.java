package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells whether people hold a repository back, for those who have no view of it at hand. */
@ApplicationScoped
public class Pauses {
  private final Database database;
  private final HoldFactsReader holds;
  private final WorldClock clock;

  Pauses(Database database, HoldFactsReader holds, WorldClock clock) {
    this.database = database;
    this.holds = holds;
    this.clock = clock;
  }

  /** Outside of any transaction: one that is placed meanwhile is seen by the next look. */
  public boolean isPaused(long repository) {
    return database.read(() -> holds.read(repository, clock.instant()).map(Pauses::isPaused));
  }

  /** The same within a transaction that holds the lane's row. */
  public Uni<Boolean> stops(long repository) {
    return holds.read(repository, clock.instant()).map(Pauses::isPaused);
  }

  /** A freeze of the merges is no pause. */
  private static boolean isPaused(List<HoldFacts> held) {
    return held.stream()
        .anyMatch(hold -> hold.pullRequest() == null && hold.kind() != HoldFacts.Kind.FREEZE);
  }
}
