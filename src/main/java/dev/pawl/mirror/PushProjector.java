package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The default branch moved. The payload's list of files only decides whether to read again: it is
 * trusted when the push follows on what is known, and is otherwise a reason for doubt.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push</a>
 */
@ApplicationScoped
class PushProjector implements Projector {
  // GitHub lists at most this many commits in a payload; more than that, and files are missing.
  private static final int MOST_COMMITS = 2048;

  private final Repositories repositories;

  PushProjector(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public String event() {
    return "push";
  }

  @Override
  public Uni<Projection> project(Event event) {
    return repositories
        .observe(event)
        .chain(
            repository ->
                RepositorySettings.<RepositorySettings>findById(repository.id)
                    .invoke(
                        row ->
                            follow(
                                repository,
                                row == null ? Settings.DEFAULTS : row.settings(),
                                event)))
        .replaceWith(Projection.DONE);
  }

  private static void follow(Repository repository, Settings settings, Event event) {
    JsonNode push = event.payload();
    if (!push.path("ref").asText("").equals("refs/heads/" + repository.defaultBranch)) {
      return;
    }
    String after = push.path("after").asText("");
    if (after.equals(repository.head)) {
      return;
    }
    boolean follows = push.path("before").asText("").equals(repository.head);
    if (!follows || push.path("forced").asBoolean(false) || push.path("deleted").asBoolean(false)) {
      repository.doubt("a push that does not follow on what is known", event.now());
    } else if (push.path("commits").size() >= MOST_COMMITS || touchesPlanning(push, settings)) {
      repository.doubt("a push that touches planning files", event.now());
    }
    repository.head = after;
  }

  private static boolean touchesPlanning(JsonNode push, Settings settings) {
    Settings.Planning planning = settings.planning();
    return StreamSupport.stream(push.path("commits").spliterator(), false)
        .flatMap(
            commit ->
                Stream.of("added", "modified", "removed")
                    .flatMap(kind -> StreamSupport.stream(commit.path(kind).spliterator(), false)))
        .map(JsonNode::asText)
        .anyMatch(
            path ->
                path.equals(Settings.FILE)
                    || path.equals(planning.goal())
                    || path.equals(planning.capabilities())
                    || path.equals(planning.goalReached())
                    || path.startsWith(planning.queue() + "/"));
  }
}
