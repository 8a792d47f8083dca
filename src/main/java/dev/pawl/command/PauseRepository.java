package dev.pawl.command;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Pauses a repository. Once this returns, nothing is claimed any more, or with a drain nothing that
 * begins something; what was claimed before may still land.
 */
@ApplicationScoped
public class PauseRepository {
  private final LaneWrite lanes;
  private final Holds holds;
  private final WorldClock clock;

  PauseRepository(LaneWrite lanes, Holds holds, WorldClock clock) {
    this.lanes = lanes;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * A pause that there is already is replaced.
   *
   * @param who for the page, the history and the audit log
   */
  public Outcome pause(long repository, HoldFacts.Kind kind, HoldWish sent, String who) {
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
                            new Holds.Wanted(repository, null, kind, wish.why(), wish.until()),
                            moment)
                        .map(
                            placed ->
                                new LaneWrite.Noted<>(
                                    new Outcome.Done(0),
                                    new LaneWrite.Line(
                                        "pause repository",
                                        RepositoryFinder.name(row),
                                        null,
                                        kind.label() + ": " + wish.why())))));
  }
}
