package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the commands out of what people write. Belongs into the transaction that projects the
 * event, so that a delivery that is done has left its commands behind.
 *
 * <p>Wanted: a command is taken once, from whoever said it, and from no bot. Design: one row a
 * command, named by its text and the how-manieth of that text it is; so the same event told twice
 * adds nothing, nor does an edit in another place.
 *
 * <p>Who says a command is the event's sender: of a new text its author, of an edited one whoever
 * edited it. An edit says only what it put in: a line that stood there before stays the word of
 * whoever wrote it, or somebody with rights would say a stranger's command by mending a spelling. A
 * command that was refused may be said anew so, by somebody else; one that has run is over.
 *
 * <p>Races: events come in any order. Of an event that is older than the text that is known, a
 * command counts only while it still stands there; what was put right before anybody looked is not
 * done. Accepted: of reviews and comments on lines no text is kept, so an edit that overtakes the
 * original there leaves both to be done.
 */
@ApplicationScoped
public class SaidCommands {
  private static final Set<String> NEW = Set.of("created", "submitted", "opened");

  private static final String ADD =
      """
      insert into command as c (repository_id, source, source_id, number, pull_request, line,
        line_hash, occurrence, said_by_id, said_by, said_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      on conflict (repository_id, source, source_id, line_hash, occurrence) do update
        set state = 'received', outcome = '', tries = 0, not_before = null, ended_at = null,
          said_by_id = excluded.said_by_id, said_by = excluded.said_by, said_at = excluded.said_at
        where c.state = 'refused' and c.said_by_id <> excluded.said_by_id
      """;

  private final OwnApp ownApp;

  SaidCommands(OwnApp ownApp) {
    this.ownApp = ownApp;
  }

  /**
   * Where a text stands.
   *
   * @param id GitHub's id of it
   * @param number of the issue or pull request
   */
  record Place(SaidCommand.Source source, long id, int number, boolean pullRequest) {}

  /** One command, and the how-manieth of its text it is. */
  private record Line(String text, int occurrence) {}

  /**
   * Takes what an event says.
   *
   * @param told the object that carries the text, with its {@code user}
   * @param newest the text as it is known to be by now; null: this is all that is known
   */
  Uni<Void> take(
      long repository, Place place, JsonNode told, @Nullable String newest, Event event) {
    JsonNode sender = event.payload().path("sender");
    if (place.id() <= 0 || place.number() <= 0 || !isSaid(told, sender, event)) {
      return Uni.createFrom().voidItem();
    }
    String text = told.path("body").asText("");
    List<Line> lines = lines(text);
    List<Line> current = newest == null || newest.equals(text) ? lines : lines(newest);
    List<Line> wanted = new ArrayList<>(lines);
    wanted.retainAll(current);
    if (!event.action().equals("edited")) {
      return add(repository, place, wanted, sender, event);
    }
    JsonNode before = event.payload().path("changes").path("body").path("from");
    if (!before.isTextual()) {
      return Uni.createFrom().voidItem();
    }
    List<Line> earlier = lines(before.textValue());
    wanted.removeAll(earlier);
    return (current.containsAll(earlier)
            ? Uni.createFrom().voidItem()
            : withdraw(repository, place.source(), place.id(), current, event))
        .chain(() -> add(repository, place, wanted, sender, event));
  }

  private static Uni<Void> add(
      long repository, Place place, List<Line> lines, JsonNode sender, Event event) {
    return Multi.createFrom()
        .iterable(lines)
        .onItem()
        .transformToUniAndConcatenate(line -> add(repository, place, line, sender, event))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** By a person, and not by Pawl in a person's name. */
  private boolean isSaid(JsonNode told, JsonNode sender, Event event) {
    boolean person =
        sender.path("type").asText("").equals("User") && sender.path("id").asLong(0) > 0;
    JsonNode app = told.path("performed_via_github_app").path("id");
    if (!person || told.path("body").asText("").isEmpty()) {
      return false;
    }
    if (event.action().equals("edited")) {
      return true;
    }
    return NEW.contains(event.action())
        // Of a transferred issue GitHub tells as opened by whoever moved it.
        && sender.path("id").asLong(0) == told.path("user").path("id").asLong(0)
        && !ownApp.did(app.canConvertToLong() ? (Long) app.longValue() : null)
        && Marker.in(told.path("body").asText("")).isEmpty();
  }

  private static List<Line> lines(String text) {
    Map<String, Integer> seen = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (String line : CommandLines.in(text)) {
      lines.add(new Line(line, seen.merge(line, 1, Integer::sum)));
    }
    return lines;
  }

  private static Uni<Integer> add(
      long repository, Place place, Line line, JsonNode sender, Event event) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ADD)
                    .setParameter(1, repository)
                    .setParameter(2, place.source().label())
                    .setParameter(3, place.id())
                    .setParameter(4, place.number())
                    .setParameter(5, place.pullRequest())
                    .setParameter(6, line.text())
                    .setParameter(7, Json.hash(line.text()))
                    .setParameter(8, line.occurrence())
                    .setParameter(9, sender.path("id").asLong())
                    .setParameter(10, Bounded.text(sender.path("login").asText(""), Bounded.NAME))
                    .setParameter(11, event.now())
                    .executeUpdate());
  }

  /** What was deleted before anybody looked is not done. */
  static Uni<Void> withdraw(long repository, SaidCommand.Source source, long id, Event event) {
    return withdraw(repository, source, id, List.of(), event);
  }

  /** Nor is what was taken out of its text until then. */
  private static Uni<Void> withdraw(
      long repository, SaidCommand.Source source, long id, List<Line> kept, Event event) {
    List<String> hashes = new ArrayList<>(List.of(""));
    kept.forEach(line -> hashes.add(Json.hash(line.text())));
    return SaidCommand.update(
            "state = 'ignored', endedAt = ?1 where repositoryId = ?2 and source = ?3"
                + " and sourceId = ?4 and state = 'received' and lineHash not in (?5)",
            event.now(),
            repository,
            source.label(),
            id,
            hashes)
        .replaceWithVoid();
  }
}
