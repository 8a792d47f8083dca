package dev.pawl.command;

import dev.pawl.mirror.Issue;
import dev.pawl.mirror.IssueLinks;
import dev.pawl.mirror.PullRequest;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Says which issue of the loop a pull request works on. It is followed from then on, and a link
 * that a person has made is not overruled by what its text, branch or author say.
 */
@ApplicationScoped
public class LinkPullRequest {
  private final LaneWrite lanes;
  private final IssueLinks links;

  LinkPullRequest(LaneWrite lanes, IssueLinks links) {
    this.lanes = lanes;
    this.links = links;
  }

  /**
   * @param who for the audit log
   */
  public Outcome link(long repository, int pullRequest, int issue, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> link(row, pullRequest, issue, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> link(Repository row, int pullRequest, int issue, Moment moment) {
    return Issue.<Issue>findById(new Issue.Key(row.id, issue))
        .chain(
            task ->
                task == null || task.effectKey == null
                    ? nothing(
                        new Outcome.Refused(
                            "#" + issue + " is no issue of the loop: Pawl did not open it."))
                    : task.state.equals(Issue.OPEN)
                        ? pullRequest(row, pullRequest, issue, moment)
                        : nothing(
                            new Outcome.Overtaken(
                                "#" + issue + " is " + task.state + " already.")));
  }

  private Uni<LaneWrite.Noted<Outcome>> pullRequest(
      Repository row, int number, int issue, Moment moment) {
    return PullRequest.<PullRequest>findById(new PullRequest.Key(row.id, number))
        .chain(
            pull ->
                pull == null
                    ? nothing(
                        new Outcome.Refused("#" + number + " is no pull request that is known."))
                    : pull.state.equals(PullRequest.OPEN)
                        ? links
                            .linkByPerson(pull, issue)
                            .replaceWith(
                                new LaneWrite.Noted<Outcome>(
                                    new Outcome.Done(0),
                                    new LaneWrite.Line(
                                        "link pull request",
                                        RepositoryFinder.name(row) + "#" + number,
                                        null,
                                        "#" + issue)))
                        : nothing(
                            new Outcome.Overtaken(
                                "#" + number + " is " + pull.state + " already.")));
  }

  private static Uni<LaneWrite.Noted<Outcome>> nothing(Outcome outcome) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(outcome));
  }
}
