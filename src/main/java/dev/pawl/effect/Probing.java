package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.OwnApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks through one of GitHub's lists for something Pawl wrote. Lists, not search: the search index
 * lags behind. It is read page by page until its end, or until what is left is older than the
 * effect.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api">Pagination</a>
 */
@ApplicationScoped
public class Probing {
  /** The most that GitHub gives at once. */
  private static final int PAGE = 100;

  /** So much is never written between a try and its probe; a list without an end is not read. */
  private static final int PAGES = 50;

  /** How far GitHub's clock and the world's may be apart. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final GitHubClient github;
  private final OwnApp ownApp;

  Probing(GitHubClient github, OwnApp ownApp) {
    this.github = github;
    this.ownApp = ownApp;
  }

  /**
   * The oldest item of a whole listing that fits; doubles are younger.
   *
   * @param listing without a page
   * @param field where the answer keeps its items; empty when the answer is the list
   */
  public Probe oldest(Call listing, String field, Predicate<JsonNode> fits) {
    return oldest(listing, field, fits, item -> false);
  }

  /**
   * The same in a listing that begins with the newest.
   *
   * @param passed tells of an item whether it and all that come after it are too old
   */
  Probe oldest(Call listing, String field, Predicate<JsonNode> fits, Predicate<JsonNode> passed) {
    JsonNode oldest = null;
    for (int page = 1; page <= PAGES; page++) {
      Answer answer = github.send(page(listing, page));
      if (!(answer instanceof Answer.Success success)) {
        return Probe.notSaid(answer);
      }
      JsonNode items = field.isEmpty() ? success.body() : success.body().path(field);
      boolean last = items.size() < PAGE;
      for (JsonNode item : items) {
        if (fits.test(item) && (oldest == null || id(item) < id(oldest))) {
          oldest = item;
        }
        last = last || passed.test(item);
      }
      if (last) {
        return found(oldest);
      }
    }
    return oldest == null
        ? Probe.unclear("there are more than " + PAGES * PAGE + " that it could be")
        : found(oldest);
  }

  private static Call page(Call listing, int page) {
    Map<String, String> query = new HashMap<>(listing.query());
    query.put("per_page", Integer.toString(PAGE));
    query.put("page", Integer.toString(page));
    return new Call(listing.endpoint(), listing.path(), query, null, listing.principal());
  }

  private static long id(JsonNode item) {
    return item.path("id").asLong();
  }

  private static Probe found(@Nullable JsonNode item) {
    return item == null ? new Probe.Absent() : new Probe.Found(Written.of(item));
  }

  /** From when on something may be the effect's, by GitHub's clock. */
  public static Instant since(EffectTarget target) {
    return target.plannedAt().minus(CLOCKS);
  }

  /** Whether something was made before the effect was intended. */
  static boolean before(JsonNode item, EffectTarget target) {
    try {
      return Instant.parse(item.path("created_at").asText("")).isBefore(since(target));
    } catch (DateTimeParseException unknown) {
      return false;
    }
  }

  /** Whether this is what the effect of this key wrote: its marker, by Pawl's own App. */
  public boolean isOwn(JsonNode item, String key) {
    return isOwn(item, key::equals);
  }

  /** The same, of any effect whose key fits. */
  boolean isOwn(JsonNode item, Predicate<String> key) {
    JsonNode app = item.path("performed_via_github_app").path("id");
    return ownApp.did(app.canConvertToLong() ? app.longValue() : null)
        && Marker.in(item.path("body").asText("")).filter(key).isPresent();
  }
}
