package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A branch moved. Of the default branch, the payload's list of files only decides whether to read
 * again: it is trusted when the push follows on what is known, and is otherwise a reason for doubt.
 * Pull requests that come from the branch, or go into it, are in doubt.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push</a>
 */
@ApplicationScoped
class PushProjector implements Projector {
  // GitHub lists at most this many commits in a payload; more than that, and files are missing.
  private static final int MOST_COMMITS = 2048;

  private static final String BRANCHES = "refs/heads/";

  private final Repositories repositories;
  private final PullRequests pullRequests;

  PushProjector(Repositories repositories, PullRequests pullRequests) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
  }

  @Override
  public String event() {
    return "push";
  }

  @Override
  public Uni<Projection> project(Event event) {
    // The settings are looked at in any case, so they come along with the repository.
    return Repositories.withSurroundings(event.repositoryId())
        .chain(() -> repositories.observe(event))
        .chain(
            repository ->
                RepositorySettings.<RepositorySettings>findById(repository.id)
                    .map(row -> row == null ? Settings.DEFAULTS : row.settings())
                    .invoke(settings -> follow(repository, settings, event))
                    .chain(settings -> note(repository, settings, event)))
        .chain(() -> branch(event))
        .replaceWith(Projection.DONE);
  }

  private Uni<Void> branch(Event event) {
    String ref = event.payload().path("ref").asText("");
    return ref.startsWith(BRANCHES)
        ? pullRequests.pushed(
            event.repositoryId(),
            Bounded.text(ref.substring(BRANCHES.length()), Bounded.NAME),
            PullRequestFact.text(event.payload().path("after"), Bounded.NAME),
            event.now())
        : Uni.createFrom().voidItem();
  }

  private static Uni<Void> note(Repository repository, Settings settings, Event event) {
    return ofDefaultBranch(repository, event.payload())
        ? PlanningCommits.note(repository.id, event.payload(), settings, event.now())
        : Uni.createFrom().voidItem();
  }

  private static boolean ofDefaultBranch(Repository repository, JsonNode push) {
    return push.path("ref").asText("").equals(BRANCHES + repository.defaultBranch);
  }

  private static void follow(Repository repository, Settings settings, Event event) {
    JsonNode push = event.payload();
    if (!ofDefaultBranch(repository, push)) {
      return;
    }
    String after = push.path("after").asText("");
    if (after.equals(repository.head)) {
      // It is known already, as a commit of Pawl's own is before GitHub tells of it.
      return;
    }
    boolean follows = push.path("before").asText("").equals(repository.head);
    if (!follows || push.path("forced").asBoolean(false) || push.path("deleted").asBoolean(false)) {
      repository.doubt("a push that does not follow on what is known", event.now());
    } else if (push.path("commits").size() >= MOST_COMMITS || touchesPlanning(push, settings)) {
      repository.doubt("a push that touches planning files", event.now());
    }
    repository.moved(follows ? repository.head : null, after, event.now());
  }

  private static boolean touchesPlanning(JsonNode push, Settings settings) {
    return StreamSupport.stream(push.path("commits").spliterator(), false)
        .flatMap(
            commit ->
                Stream.of("added", "modified", "removed")
                    .flatMap(kind -> StreamSupport.stream(commit.path(kind).spliterator(), false)))
        .map(JsonNode::asText)
        .anyMatch(path -> PlanningPaths.matters(path, settings));
  }
}
