package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A conversation was resolved, or opened again. The event knows only of its own, so how many are
 * open is read.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_thread">pull_request_review_thread</a>
 */
@ApplicationScoped
class PullRequestReviewThreadProjector implements Projector {
  private final Repositories repositories;
  private final PullRequests pullRequests;

  PullRequestReviewThreadProjector(Repositories repositories, PullRequests pullRequests) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
  }

  @Override
  public String event() {
    return "pull_request_review_thread";
  }

  @Override
  public Uni<Projection> project(Event event) {
    PullRequestFact fact = PullRequestFact.of(event.payload().path("pull_request"));
    return repositories
        .observe(event)
        .chain(repository -> pullRequests.observe(repository, fact, event.now()))
        .invoke(
            row -> {
              if (row.tracked) {
                row.doubt("a conversation was resolved or opened again");
              }
            })
        .replaceWith(Projection.DONE);
  }
}
