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
  private final SaidCommands commands;

  PullRequestProjector(
      Repositories repositories, PullRequests pullRequests, SaidCommands commands) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.commands = commands;
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
        .chain(row -> commands(row, fact, event))
        .replaceWith(Projection.DONE);
  }

  /** Of one that is followed the text is kept, so that an older event's can be told from it. */
  private Uni<Void> commands(PullRequest row, PullRequestFact fact, Event event) {
    boolean older =
        row.tracked
            && row.readAt != null
            && Version.of(fact.version(), row.version) == Version.OLDER;
    return commands.take(
        row.repositoryId,
        new SaidCommands.Place(SaidCommand.Source.PULL_REQUEST, fact.id(), row.number, true),
        event.payload().path("pull_request"),
        older ? row.body : null,
        event);
  }
}
