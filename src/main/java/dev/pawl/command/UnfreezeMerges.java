package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the freeze that somebody began; those of the settings end by their own times. */
@ApplicationScoped
public class UnfreezeMerges {
  private final LaneWrite lanes;
  private final Holds holds;

  UnfreezeMerges(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * @param who for the history and the audit log
   */
  public Outcome unfreeze(long repository, String who) {
    return lanes.in(
        repository, who, moment -> RepositoryFinder.in(repository, row -> unfreeze(row, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> unfreeze(Repository row, Moment moment) {
    return holds
        .unfreeze(row.id, "The freeze was ended.", moment)
        .map(
            lifted ->
                lifted
                    ? new LaneWrite.Noted<Outcome>(
                        new Outcome.Done(0),
                        new LaneWrite.Line(
                            "unfreeze merges", RepositoryFinder.name(row), "frozen", null))
                    : LaneWrite.Noted.<Outcome>nothing(
                        new Outcome.Overtaken("Nobody has frozen its merges.")));
  }
}
