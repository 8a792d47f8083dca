package dev.pawl.command;

import dev.pawl.run.Holds;
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
        repository,
        who,
        moment ->
            RepositoryFinder.in(
                repository,
                row ->
                    holds
                        .unfreeze(repository, "The freeze was ended.", moment)
                        .map(
                            lifted ->
                                lifted
                                    ? new LaneWrite.Noted<Outcome>(
                                        new Outcome.Done(0),
                                        new LaneWrite.Line(
                                            "unfreeze merges",
                                            RepositoryFinder.name(row),
                                            "frozen",
                                            null))
                                    : LaneWrite.Noted.<Outcome>nothing(
                                        new Outcome.Overtaken("Nobody has frozen its merges.")))));
  }
}
