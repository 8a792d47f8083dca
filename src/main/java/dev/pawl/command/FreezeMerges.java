package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
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

  FreezeMerges(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * A freeze that there is already is replaced; those of the settings stay as they are.
   *
   * @param who for the page, the history and the audit log
   */
  public Outcome freeze(long repository, HoldWish sent, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> freeze(row, sent.cleaned(), moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> freeze(Repository row, HoldWish wish, Moment moment) {
    Optional<String> mistake = wish.mistake(moment.now());
    if (mistake.isPresent()) {
      return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(mistake.get())));
    }
    return holds
        .place(
            new Holds.Wanted(row.id, null, HoldFacts.Kind.FREEZE, wish.why(), wish.until()), moment)
        .map(
            placed ->
                new LaneWrite.Noted<>(
                    new Outcome.Done(0),
                    new LaneWrite.Line(
                        "freeze merges", RepositoryFinder.name(row), null, wish.why())));
  }
}
