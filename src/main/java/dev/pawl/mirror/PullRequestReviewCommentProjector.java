package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A comment on the changes was written, edited or deleted. The first one of a place begins a
 * conversation, and with the last one it goes; how many are open then, only a reading tells.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_comment">pull_request_review_comment</a>
 */
@ApplicationScoped
class PullRequestReviewCommentProjector implements Projector {
  private final Repositories repositories;
  private final PullRequests pullRequests;
  private final SaidCommands commands;

  PullRequestReviewCommentProjector(
      Repositories repositories, PullRequests pullRequests, SaidCommands commands) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.commands = commands;
  }

  @Override
  public String event() {
    return "pull_request_review_comment";
  }

  @Override
  public Uni<Projection> project(Event event) {
    PullRequestFact fact = PullRequestFact.of(event.payload().path("pull_request"));
    boolean answer =
        event.payload().path("comment").path("in_reply_to_id").asLong(0) > 0
            && event.action().equals("created");
    boolean counts = !answer && !event.action().equals("edited");
    return repositories
        .observe(event)
        .chain(repository -> pullRequests.observe(repository, fact, event.now()))
        .invoke(
            row -> {
              if (row.tracked && counts) {
                row.doubt("a conversation was begun or ended");
              }
            })
        .chain(row -> commands(row, event))
        .replaceWith(Projection.DONE);
  }

  private Uni<Void> commands(PullRequest row, Event event) {
    JsonNode comment = event.payload().path("comment");
    long id = comment.path("id").asLong(0);
    return event.action().equals("deleted")
        ? SaidCommands.withdraw(row.repositoryId, SaidCommand.Source.REVIEW_COMMENT, id, event)
        : commands.take(
            row.repositoryId,
            new SaidCommands.Place(SaidCommand.Source.REVIEW_COMMENT, id, row.number, true),
            comment,
            null,
            event);
  }
}
