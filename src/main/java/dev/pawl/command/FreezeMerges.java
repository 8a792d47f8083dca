package dev.pawl.command;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Freezes a repository's merges: once this returns none is claimed any more, while all else goes
 * on. A merge that was claimed before may still land.
 */
@ApplicationScoped
public class FreezeMerges {
  private final LaneWrite lanes;
  private final Holds holds;
  private final WorldClock clock;

  FreezeMerges(LaneWrite lanes, Holds holds, WorldClock clock) {
    this.lanes = lanes;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * A freeze that there is already is replaced; those of the settings stay as they are.
   *
   * @param who for the page, the history and the audit log
   */
  public Outcome freeze(long repository, HoldWish sent, String who) {
    HoldWish wish = sent.cleaned();
    Optional<String> mistake = wish.mistake(clock.instant());
    if (mistake.isPresent()) {
      return new Outcome.Refused(mistake.get());
    }
    return lanes.in(
        repository,
        who,
        moment ->
            RepositoryFinder.in(
                repository,
                row ->
                    holds
                        .place(
                            new Holds.Wanted(
                                repository, null, HoldFacts.Kind.FREEZE, wish.why(), wish.until()),
                            moment)
                        .map(
                            placed ->
                                new LaneWrite.Noted<>(
                                    new Outcome.Done(0),
                                    new LaneWrite.Line(
                                        "freeze merges",
                                        RepositoryFinder.name(row),
                                        null,
                                        wish.why())))));
  }
}
