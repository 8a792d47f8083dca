package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Keeps which commits changed planning files, for people to look at. It is known from pushes alone,
 * so it costs no question; a push that was never told is missing from it.
 */
final class PlanningCommits {
  /** How many are kept of a repository. */
  private static final int MOST = 200;

  private static final int MOST_FILES = 30;

  private PlanningCommits() {}

  /** A file that a commit has changed: {@code added}, {@code modified} or {@code removed}. */
  record Change(String change, String path) {}

  record Told(String sha, String message, String author, String at, String files, int more) {}

  /**
   * Notes those of a push to the default branch. One that is told again is known already, by its
   * name; a repository's rows are written by the worker of its lane alone.
   */
  static Uni<Void> note(long repository, JsonNode push, Settings settings, Instant now) {
    List<Told> told = of(push, settings, now);
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // As text first: the client makes of a text that is wanted as JSON one JSON string.
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        insert into planning_commit
                          (repository_id, sha, message, author, at, files, more)
                        select ?1, c.sha, c.message, c.author, c.at, c.files, c.more
                        from json_to_recordset(cast(cast(?2 as text) as json)) as c
                          (sha text, message text, author text, at timestamptz, files text, more int)
                        on conflict (repository_id, sha) do nothing
                        """)
                    .setParameter(1, repository)
                    .setParameter(2, Json.write(told))
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(
                                    """
                                    delete from planning_commit where repository_id = ?1 and seen <=
                                      (select seen from planning_commit where repository_id = ?1
                                       order by seen desc offset ?2 limit 1)
                                    """)
                                .setParameter(1, repository)
                                .setParameter(2, MOST)
                                .executeUpdate()))
        .replaceWithVoid();
  }

  /** Oldest first, as the push has them; of a large push the last ones. */
  static List<Told> of(JsonNode push, Settings settings, Instant now) {
    List<Told> told =
        StreamSupport.stream(push.path("commits").spliterator(), false)
            .map(commit -> one(commit, settings, now))
            .filter(commit -> !commit.sha().isEmpty() && !commit.files().equals("[]"))
            .toList();
    return told.subList(Math.max(0, told.size() - MOST), told.size());
  }

  private static Told one(JsonNode commit, Settings settings, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (String change : List.of("removed", "modified", "added")) {
      for (JsonNode path : commit.path(change)) {
        if (PlanningPaths.matters(path.asText(), settings)) {
          changes.add(new Change(change, Bounded.text(path.asText(), Bounded.NAME)));
        }
      }
    }
    JsonNode author = commit.path("author");
    String login = PullRequestFact.text(author.path("username"), Bounded.NAME);
    return new Told(
        PullRequestFact.text(commit.path("id"), Bounded.NAME),
        PullRequestFact.text(commit.path("message"), Bounded.TITLE)
            .lines()
            .findFirst()
            .orElse("")
            .strip(),
        login.isEmpty() ? PullRequestFact.text(author.path("name"), Bounded.NAME) : login,
        time(commit.path("timestamp").asText(""), now).toString(),
        Json.write(changes.subList(0, Math.min(MOST_FILES, changes.size()))),
        Math.max(0, changes.size() - MOST_FILES));
  }

  /** Git's times are whatever the committer's clock said; without one, when it was told. */
  private static Instant time(String text, Instant now) {
    try {
      Instant told = OffsetDateTime.parse(text).toInstant();
      return told.isAfter(Instant.EPOCH) && told.isBefore(now.plusSeconds(86_400)) ? told : now;
    } catch (DateTimeException none) {
      return now;
    }
  }
}
