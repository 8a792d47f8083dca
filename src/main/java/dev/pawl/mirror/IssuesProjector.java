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

  IssuesProjector(Repositories repositories, Issues issues, IssueLinks links) {
    this.repositories = repositories;
    this.issues = issues;
    this.links = links;
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
                    .chain(() -> links.followIssue(repository.id, fact.number())))
        .replaceWith(Projection.DONE);
  }

  private Uni<Void> take(Repository repository, IssueFact fact, Event event) {
    return switch (event.action()) {
      case "deleted" -> issues.gone(repository.id, fact.number(), Issue.DELETED);
      case "transferred" -> issues.gone(repository.id, fact.number(), Issue.TRANSFERRED);
      default ->
          issues
              .observe(repository.id, fact)
              .invoke(
                  tied -> {
                    if (tied) {
                      repository.doubt("two tales of issue #" + fact.number(), event.now());
                    }
                  })
              .replaceWithVoid();
    };
  }
}
