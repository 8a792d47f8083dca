package dev.pawl.command;

import dev.pawl.mirror.PullRequest;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Has a pull request read from GitHub and judged now. It is merged when the guards let it; nobody
 * can have it merged past them.
 */
@ApplicationScoped
public class LookAtPullRequest {
  private final LaneWrite lanes;

  LookAtPullRequest(LaneWrite lanes) {
    this.lanes = lanes;
  }

  /**
   * @param who for the audit log
   */
  public Outcome look(long repository, int pullRequest, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> look(row, pullRequest, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> look(Repository row, int pullRequest, Moment moment) {
    return PullRequest.<PullRequest>findById(new PullRequest.Key(row.id, pullRequest))
        .map(
            pull -> {
              if (pull == null) {
                return LaneWrite.Noted.<Outcome>nothing(
                    new Outcome.Refused("#" + pullRequest + " is no pull request that is known."));
              }
              if (!pull.state.equals(PullRequest.OPEN)) {
                return LaneWrite.Noted.<Outcome>nothing(
                    new Outcome.Overtaken("#" + pullRequest + " is " + pull.state + " already."));
              }
              if (!pull.tracked) {
                return LaneWrite.Noted.<Outcome>nothing(
                    new Outcome.Refused(
                        "Pawl does not look after #"
                            + pullRequest
                            + ": it is not known to work on an issue of the loop. `/pawl link"
                            + " #<issue>` says on which."));
              }
              pull.doubt(moment.who() + " wants it looked at");
              return new LaneWrite.Noted<Outcome>(
                  new Outcome.Done(0),
                  new LaneWrite.Line(
                      "look at pull request",
                      RepositoryFinder.name(row) + "#" + pullRequest,
                      null,
                      null));
            });
  }
}
