package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a repository's pause. */
@ApplicationScoped
public class ResumeRepository {
  private final LaneWrite lanes;
  private final Holds holds;

  ResumeRepository(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * @param who for the history and the audit log
   */
  public Outcome resume(long repository, String who) {
    return lanes.in(
        repository, who, moment -> RepositoryFinder.in(repository, row -> resume(row, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> resume(Repository row, Moment moment) {
    return holds
        .lift(row.id, null, "The pause was ended.", moment)
        .map(
            lifted ->
                lifted
                    ? new LaneWrite.Noted<Outcome>(
                        new Outcome.Done(0),
                        new LaneWrite.Line(
                            "resume repository", RepositoryFinder.name(row), "paused", null))
                    : LaneWrite.Noted.<Outcome>nothing(
                        new Outcome.Overtaken("It is not paused any more.")));
  }
}
