package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Something happened to a pull request. What it is now counts, not what happened, so every action
 * is read alike, also one that GitHub adds later.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request">pull_request</a>
 */
@ApplicationScoped
class PullRequestProjector implements Projector {
  private final Repositories repositories;
  private final PullRequests pullRequests;

  PullRequestProjector(Repositories repositories, PullRequests pullRequests) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
  }

  @Override
  public String event() {
    return "pull_request";
  }

  @Override
  public Uni<Projection> project(Event event) {
    PullRequestFact fact = PullRequestFact.of(event.payload().path("pull_request"));
    return repositories
        .observe(event)
        .chain(repository -> pullRequests.observe(repository, fact, event.now()))
        .invoke(
            row -> {
              if (row.tracked && event.action().endsWith("queued")) {
                // Whether it stands in the merge queue is told by no field of the payload.
                row.doubt("it was " + event.action());
              }
              JsonNode sender = event.payload().path("sender");
              if (row.draft
                  && event.action().equals("converted_to_draft")
                  && sender.path("type").asText().equals("User")) {
                row.draftedBy = PullRequestFact.text(sender.path("login"), Bounded.NAME);
              }
            })
        .replaceWith(Projection.DONE);
  }
}
