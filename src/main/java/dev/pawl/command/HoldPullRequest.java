package dev.pawl.command;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.Holds;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Holds one pull request back: once this returns, no write aimed at it is claimed any more. */
@ApplicationScoped
public class HoldPullRequest {
  private final LaneWrite lanes;
  private final Holds holds;
  private final WorldClock clock;

  HoldPullRequest(LaneWrite lanes, Holds holds, WorldClock clock) {
    this.lanes = lanes;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * A hold that there is already is replaced.
   *
   * @param pullRequest its number; it need not be known yet
   * @param who for the page, the history and the audit log
   */
  public Outcome hold(long repository, int pullRequest, HoldWish sent, String who) {
    HoldWish wish = sent.cleaned();
    Optional<String> mistake = wish.mistake(clock.instant());
    if (mistake.isPresent()) {
      return new Outcome.Refused(mistake.get());
    }
    if (pullRequest < 1) {
      return new Outcome.Refused("The number of a pull request is wanted.");
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
                                repository,
                                pullRequest,
                                HoldFacts.Kind.STOP,
                                wish.why(),
                                wish.until()),
                            moment)
                        .map(
                            placed ->
                                new LaneWrite.Noted<>(
                                    new Outcome.Done(0),
                                    new LaneWrite.Line(
                                        "hold pull request",
                                        RepositoryFinder.name(row) + "#" + pullRequest,
                                        null,
                                        wish.why())))));
  }
}
