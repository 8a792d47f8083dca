package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A review was submitted, edited or dismissed.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review">pull_request_review</a>
 */
@ApplicationScoped
class PullRequestReviewProjector implements Projector {
  private final Repositories repositories;
  private final PullRequests pullRequests;
  private final Reviews reviews;
  private final SaidCommands commands;

  PullRequestReviewProjector(
      Repositories repositories,
      PullRequests pullRequests,
      Reviews reviews,
      SaidCommands commands) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.reviews = reviews;
    this.commands = commands;
  }

  @Override
  public String event() {
    return "pull_request_review";
  }

  @Override
  public Uni<Projection> project(Event event) {
    PullRequestFact fact = PullRequestFact.of(event.payload().path("pull_request"));
    return repositories
        .observe(event)
        .chain(repository -> pullRequests.observe(repository, fact, event.now()))
        .chain(
            row ->
                (row.tracked
                        ? reviews.observe(
                            row,
                            event.payload().path("review"),
                            event.action().equals("submitted"),
                            event.now())
                        : Uni.createFrom().voidItem())
                    .chain(() -> commands(row, event)))
        .replaceWith(Projection.DONE);
  }

  private Uni<Void> commands(PullRequest row, Event event) {
    JsonNode review = event.payload().path("review");
    return commands.take(
        row.repositoryId,
        new SaidCommands.Place(
            SaidCommand.Source.REVIEW, review.path("id").asLong(0), row.number, true),
        review,
        null,
        event);
  }
}
