package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Something happened to an issue.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues">issues</a>
 */
@ApplicationScoped
class IssuesProjector implements Projector {
  private final Repositories repositories;
  private final Issues issues;
  private final IssueLinks links;
  private final SaidCommands commands;

  IssuesProjector(
      Repositories repositories, Issues issues, IssueLinks links, SaidCommands commands) {
    this.repositories = repositories;
    this.issues = issues;
    this.links = links;
    this.commands = commands;
  }

  @Override
  public String event() {
    return "issues";
  }

  @Override
  public Uni<Projection> project(Event event) {
    IssueFact fact = IssueFact.of(event.payload().path("issue"));
    return repositories
        .observe(event)
        .chain(
            repository ->
                take(repository, fact, event)
                    .chain(() -> links.followIssue(repository.id, fact.number()))
                    .chain(() -> commands(repository, fact, event)))
        .replaceWith(Projection.DONE);
  }

  private Uni<Void> take(Repository repository, IssueFact fact, Event event) {
    return switch (event.action()) {
      case "deleted" -> issues.gone(repository.id, fact.number(), Issue.DELETED);
      case "transferred" -> issues.gone(repository.id, fact.number(), Issue.TRANSFERRED);
      default ->
          issues
              .isOpenTask(repository.id, fact.number())
              .chain(
                  open ->
                      issues
                          .observe(repository.id, fact)
                          .invoke(
                              tied -> {
                                if (tied) {
                                  repository.doubt(
                                      "two tales of issue #" + fact.number(), event.now());
                                }
                              })
                          .chain(
                              () ->
                                  open
                                      ? closed(repository, fact, event)
                                      : Uni.createFrom().voidItem()));
    };
  }

  /**
   * GitHub closes an issue along with the merge of its pull request, and may tell of the one and
   * not, or not yet, of the other. So an issue that seems to be closed without a merge is a reason
   * to look: the loop would go on as if its task were not wanted.
   */
  private Uni<Void> closed(Repository repository, IssueFact fact, Event event) {
    return issues
        .isOpenTask(repository.id, fact.number())
        .chain(
            open -> open ? Uni.createFrom().item(true) : links.merged(repository.id, fact.number()))
        .chain(
            known -> {
              if (known) {
                return Uni.createFrom().voidItem();
              }
              repository.doubt("#" + fact.number() + " was closed", event.now());
              return issues.doubt(repository.id, fact.number());
            });
  }

  private Uni<Void> commands(Repository repository, IssueFact fact, Event event) {
    return Issue.<Issue>findById(new Issue.Key(repository.id, fact.number()))
        .chain(
            issue ->
                commands.take(
                    repository.id,
                    new SaidCommands.Place(
                        SaidCommand.Source.ISSUE, fact.id(), fact.number(), false),
                    event.payload().path("issue"),
                    issue == null ? null : issue.body,
                    event));
  }
}
