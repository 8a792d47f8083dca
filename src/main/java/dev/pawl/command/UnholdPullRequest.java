package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a pull request go on that was held back. */
@ApplicationScoped
public class UnholdPullRequest {
  private final LaneWrite lanes;
  private final Holds holds;

  UnholdPullRequest(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * @param who for the history and the audit log
   */
  public Outcome unhold(long repository, int pullRequest, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> unhold(row, pullRequest, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> unhold(Repository row, int pullRequest, Moment moment) {
    return holds
        .lift(row.id, pullRequest, "The hold was ended.", moment)
        .map(
            lifted ->
                lifted
                    ? new LaneWrite.Noted<Outcome>(
                        new Outcome.Done(0),
                        new LaneWrite.Line(
                            "unhold pull request",
                            RepositoryFinder.name(row) + "#" + pullRequest,
                            "held",
                            null))
                    : LaneWrite.Noted.<Outcome>nothing(
                        new Outcome.Overtaken("#" + pullRequest + " is not held back any more.")));
  }
}
