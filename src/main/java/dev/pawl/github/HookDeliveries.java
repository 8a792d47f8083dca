package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub remembers of its deliveries to the App: those of three days, with their payloads.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/webhooks">App webhooks</a>
 */
@ApplicationScoped
public class HookDeliveries {
  /**
   * One attempt of GitHub's.
   *
   * @param at when it was made, by the world's clock
   * @param throttledAt since when GitHub holds it back; null when it does not
   * @param repository GitHub's id of the repository that it is about; null: none
   */
  public record Item(
      long id,
      UUID guid,
      Instant at,
      String event,
      @Nullable Instant throttledAt,
      @Nullable Long repository) {}

  /**
   * Newest first.
   *
   * @param next the cursor of the page after this one; null on the last
   */
  public record Page(List<Item> items, @Nullable String next) {}

  /** What GitHub said. */
  public sealed interface Outcome<T> {
    record Got<T>(T value) implements Outcome<T> {}

    /** A definite no. */
    record Refused<T>(String reason) implements Outcome<T> {}

    /**
     * Not now.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later<T>(String reason, @Nullable Instant until) implements Outcome<T> {}
  }

  private static final int PAGE = 100;

  private final GitHubClient github;
  private final RateBudget budget;
  private final AppIdentity app;

  HookDeliveries(GitHubClient github, RateBudget budget, AppIdentity app) {
    this.github = github;
    this.budget = budget;
    this.app = app;
  }

  /** Whether there is an App to ask for. */
  public boolean known() {
    return app.configured();
  }

  /** When the App's hour begins anew, if so little of it is left that it should be kept. */
  public Optional<Instant> restUntil() {
    return budget.nearlyUsedUp(RateBudget.APP, RateBudget.CORE);
  }

  /**
   * @param cursor of the page before; null for the newest deliveries
   */
  public Outcome<Page> page(@Nullable String cursor) {
    Map<String, String> query = new HashMap<>();
    query.put("per_page", Integer.toString(PAGE));
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    return ask(
        new Call(Endpoint.LIST_HOOK_DELIVERIES, Map.of(), query, null, new Principal.App()),
        success -> new Outcome.Got<>(new Page(items(success.body()), success.next())));
  }

  /** The payload of a delivery, as JSON. */
  public Outcome<byte[]> payload(long id) {
    return ask(
        call(Endpoint.GET_HOOK_DELIVERY, id),
        success -> {
          JsonNode payload = success.body().path("request").path("payload");
          return payload.isObject()
              ? new Outcome.Got<>(Json.write(payload).getBytes(StandardCharsets.UTF_8))
              : new Outcome.Refused<>("GitHub no longer has its payload.");
        });
  }

  /** Asks GitHub to deliver it once more, under its own GUID. */
  public Outcome<Boolean> redeliver(long id) {
    return ask(call(Endpoint.REDELIVER, id), success -> new Outcome.Got<>(true));
  }

  private static Call call(Endpoint endpoint, long id) {
    return new Call(
        endpoint, Map.of("delivery_id", Long.toString(id)), Map.of(), null, new Principal.App());
  }

  private <T> Outcome<T> ask(Call call, Function<Answer.Success, Outcome<T>> read) {
    return switch (github.send(call)) {
      case Answer.Success success -> read.apply(success);
      case Answer.Refused refused -> new Outcome.Refused<>(refused.message());
      case Answer.RateLimited limited ->
          new Outcome.Later<>("GitHub's rate limit is reached", limited.until());
      case Answer.Unknown unknown -> new Outcome.Later<>(unknown.reason(), null);
    };
  }

  private static List<Item> items(JsonNode list) {
    List<Item> items = new ArrayList<>();
    for (JsonNode item : list) {
      try {
        String throttled = item.path("throttled_at").asText("");
        JsonNode repository = item.path("repository_id");
        items.add(
            new Item(
                item.path("id").asLong(),
                UUID.fromString(item.path("guid").asText()),
                Instant.parse(item.path("delivered_at").asText()),
                item.path("event").asText(),
                item.path("throttled_at").isTextual() ? Instant.parse(throttled) : null,
                repository.isIntegralNumber() ? (Long) repository.longValue() : null));
      } catch (IllegalArgumentException | DateTimeParseException notOurs) {
        // Without a GUID or a time it is nothing that could be in the inbox.
        continue;
      }
    }
    return items;
  }
}
