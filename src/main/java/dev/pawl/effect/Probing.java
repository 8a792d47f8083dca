package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.OwnApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Looks through one of GitHub's lists for something Pawl wrote. Lists, not search: the search index
 * lags behind.
 */
@ApplicationScoped
class Probing {
  private final GitHubClient github;
  private final OwnApp ownApp;

  Probing(GitHubClient github, OwnApp ownApp) {
    this.github = github;
    this.ownApp = ownApp;
  }

  /**
   * The oldest item of a listing that fits; doubles are younger.
   *
   * @param field where the answer keeps its items; empty when the answer is the list
   */
  Probe oldest(Call listing, String field, Predicate<JsonNode> fits) {
    return switch (github.send(listing)) {
      case Answer.Success success -> {
        JsonNode items = field.isEmpty() ? success.body() : success.body().path(field);
        yield StreamSupport.stream(items.spliterator(), false)
            .filter(fits)
            .min(Comparator.comparingLong(item -> item.path("id").asLong()))
            .<Probe>map(item -> new Probe.Found(Written.of(item)))
            .orElseGet(Probe.Absent::new);
      }
      case Answer.RateLimited limited -> new Probe.Unclear("rate limit", limited.until());
      case Answer.Refused refused -> Probe.unclear(refused.message());
      case Answer.Unknown unknown -> Probe.unclear(unknown.reason());
    };
  }

  /** Whether this is what the effect of this key wrote: its marker, by Pawl's own App. */
  boolean isOwn(JsonNode item, String key) {
    JsonNode app = item.path("performed_via_github_app").path("id");
    return ownApp.did(app.canConvertToLong() ? app.longValue() : null)
        && Marker.in(item.path("body").asText("")).filter(key::equals).isPresent();
  }
}
