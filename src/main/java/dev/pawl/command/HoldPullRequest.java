package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Holds one pull request back: once this returns, no write aimed at it is claimed any more. */
@ApplicationScoped
public class HoldPullRequest {
  private final LaneWrite lanes;
  private final Holds holds;

  HoldPullRequest(LaneWrite lanes, Holds holds) {
    this.lanes = lanes;
    this.holds = holds;
  }

  /**
   * A hold that there is already is replaced.
   *
   * @param pullRequest its number; it need not be known yet
   * @param who for the page, the history and the audit log
   */
  public Outcome hold(long repository, int pullRequest, HoldWish sent, String who) {
    return lanes.in(
        repository,
        who,
        moment ->
            RepositoryFinder.in(repository, row -> hold(row, pullRequest, sent.cleaned(), moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> hold(
      Repository row, int pullRequest, HoldWish wish, Moment moment) {
    Optional<String> mistake =
        wish.mistake(moment.now())
            .or(
                () ->
                    pullRequest < 1
                        ? Optional.of("The number of a pull request is wanted.")
                        : Optional.empty());
    if (mistake.isPresent()) {
      return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(mistake.get())));
    }
    return holds
        .place(
            new Holds.Wanted(row.id, pullRequest, HoldFacts.Kind.STOP, wish.why(), wish.until()),
            moment)
        .map(
            placed ->
                new LaneWrite.Noted<>(
                    new Outcome.Done(0),
                    new LaneWrite.Line(
                        "hold pull request",
                        RepositoryFinder.name(row) + "#" + pullRequest,
                        null,
                        wish.why())));
  }
}
