package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment was written, edited or deleted, on an issue or in a pull request's conversation.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment">issue_comment</a>
 */
@ApplicationScoped
class IssueCommentProjector implements Projector {
  private final Repositories repositories;
  private final OwnApp ownApp;
  private final SaidCommands commands;

  IssueCommentProjector(Repositories repositories, OwnApp ownApp, SaidCommands commands) {
    this.repositories = repositories;
    this.ownApp = ownApp;
    this.commands = commands;
  }

  @Override
  public String event() {
    return "issue_comment";
  }

  @Override
  public Uni<Projection> project(Event event) {
    JsonNode told = event.payload().path("comment");
    long id = told.path("id").asLong(0);
    int issue = event.payload().path("issue").path("number").asInt(0);
    if (id <= 0 || issue <= 0) {
      throw new MalformedPayload("the payload names no comment");
    }
    return repositories
        .observe(event)
        .chain(
            repository ->
                Comment.<Comment>findById(id)
                    .chain(known -> take(known, id, repository.id, issue, event))
                    .chain(comment -> commands(comment, event)))
        .replaceWith(Projection.DONE);
  }

  private Uni<Comment> take(
      @Nullable Comment known, long id, long repository, int issue, Event event) {
    JsonNode told = event.payload().path("comment");
    Comment comment = known == null ? new Comment() : known;
    comment.id = id;
    comment.repositoryId = repository;
    comment.issue = issue;
    Instant version = Version.time(told.path("updated_at"));
    if (event.action().equals("deleted")) {
      comment.deleted = true;
    } else if (known == null || Version.of(version, known.version) != Version.OLDER) {
      JsonNode user = told.path("user");
      comment.authorId =
          user.path("id").canConvertToLong() ? (Long) user.path("id").longValue() : null;
      comment.author = IssueFact.text(user.path("login"));
      JsonNode app = told.path("performed_via_github_app").path("id");
      comment.byApp = app.canConvertToLong() && ownApp.did(app.longValue());
      comment.body = told.path("body").asText("").replace("\u0000", "");
      comment.version = version == null ? event.now() : version;
    }
    return comment.persist();
  }

  private Uni<Void> commands(Comment comment, Event event) {
    if (comment.deleted) {
      return SaidCommands.withdraw(
          comment.repositoryId, SaidCommand.Source.COMMENT, comment.id, event);
    }
    boolean pullRequest = event.payload().path("issue").path("pull_request").isObject();
    return commands.take(
        comment.repositoryId,
        new SaidCommands.Place(SaidCommand.Source.COMMENT, comment.id, comment.issue, pullRequest),
        event.payload().path("comment"),
        comment.body,
        event);
  }
}
