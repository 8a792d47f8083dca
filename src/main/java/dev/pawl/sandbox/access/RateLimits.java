package dev.pawl.sandbox.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Primary rate limits: a window of an hour per caller and resource, by the world's clock.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
public final class RateLimits {
  /** The state of one window, as the headers show it. */
  public record Window(String resource, int limit, int used, Instant reset) {
    public int remaining() {
      return Math.max(0, limit - used);
    }
  }

  private final WorldClock clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private volatile int core = 5000;
  private volatile int graphql = 5000;

  public RateLimits(WorldClock clock) {
    this.clock = clock;
  }

  public void limits(int newCore, int newGraphql) {
    core = newCore;
    graphql = newGraphql;
    windows.clear();
  }

  /** The state of a window as the headers of an answer show it. */
  public Map<String, String> headers(Window window) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ratelimit-limit", String.valueOf(window.limit));
    headers.put("x-ratelimit-remaining", String.valueOf(window.remaining()));
    headers.put("x-ratelimit-used", String.valueOf(Math.min(window.used, window.limit)));
    headers.put("x-ratelimit-reset", String.valueOf(reset(window)));
    headers.put("x-ratelimit-resource", window.resource);
    return headers;
  }

  public ObjectNode json(Window window) {
    return Json.object(
        "limit",
        window.limit,
        "remaining",
        window.remaining(),
        "used",
        Math.min(window.used, window.limit),
        "reset",
        reset(window));
  }

  /** As far from the {@code Date} header, which is real time, as the world's clock has it. */
  private long reset(Window window) {
    return Instant.now().plus(Duration.between(clock.now(), window.reset)).getEpochSecond();
  }

  public Window look(Caller caller, String resource) {
    return spend(caller, resource, 0);
  }

  public Window spend(Caller caller, String resource, int points) {
    Instant now = clock.now();
    int limit =
        switch (resource) {
          case "graphql" -> graphql;
          case "search" -> 30;
          case "core" -> caller instanceof Caller.Nobody ? 60 : core;
          default -> 5000;
        };
    Window window =
        windows.compute(
            caller.key() + "/" + resource,
            (key, old) ->
                old == null || !now.isBefore(old.reset)
                    ? new Window(resource, limit, points, fullHour(now))
                    : new Window(resource, limit, old.used + points, old.reset));
    return window;
  }

  /** In the middle of a second, so that two looks at it never show two seconds. */
  private static Instant fullHour(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1)).plusMillis(500);
  }

  /** Gives points back, for a 304. */
  public Window refund(Caller caller, String resource, int points) {
    return spend(caller, resource, -points);
  }

  public void clear() {
    windows.clear();
  }
}
