package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
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

  PauseRepository(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * A pause that there is already is replaced.
   *
   * @param who for the page, the history and the audit log
   */
  public Outcome pause(long repository, HoldFacts.Kind kind, HoldWish sent, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> pause(row, kind, sent.cleaned(), moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> pause(
      Repository row, HoldFacts.Kind kind, HoldWish wish, Moment moment) {
    Optional<String> mistake = wish.mistake(moment.now());
    if (mistake.isPresent()) {
      return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(mistake.get())));
    }
    return holds
        .place(new Holds.Wanted(row.id, null, kind, wish.why(), wish.until()), moment)
        .map(
            placed ->
                new LaneWrite.Noted<>(
                    new Outcome.Done(0),
                    new LaneWrite.Line(
                        "pause repository",
                        RepositoryFinder.name(row),
                        null,
                        kind.label() + ": " + wish.why())));
  }
}
