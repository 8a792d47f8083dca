package dev.pawl.sandbox.http;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.fault.Fault;
import dev.pawl.sandbox.fault.FaultKind;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The way of an API call: who, which fault, rate limit, the endpoint, ETag, the log. */
public final class Front {
  private final World world;
  private final Access access;
  private final RateLimits limits;
  private final Faults faults;
  private final Routes routes;
  private final RequestLog log;

  public Front(
      World world, Access access, RateLimits limits, Faults faults, Routes routes, RequestLog log) {
    this.world = world;
    this.access = access;
    this.limits = limits;
    this.faults = faults;
    this.routes = routes;
    this.log = log;
  }

  /** Answers a call; null: it hangs, and nothing is ever answered. */
  public @Nullable Answer answer(Call call) {
    long sequence = log.nextSequence();
    log.put(
        new LoggedRequest(
            sequence,
            world.clock.now(),
            call.method(),
            call.path(),
            call.rawQuery(),
            "nobody",
            call.header("content-type"),
            log.bounded(new String(call.body(), StandardCharsets.UTF_8)),
            0,
            false,
            null,
            null,
            null));
    Fault fault =
        Access.ofAgent(call)
            ? null
            : faults.forCall(
                call.method(), call.path(), new String(call.body(), StandardCharsets.UTF_8));
    Outcome outcome = outcome(call, fault, sequence);
    Answer answer = outcome.answer;
    String text = null;
    if (answer != null) {
      answer.header("x-github-request-id", requestId());
      // Real time, by which tokens live too, however fast the world's clock runs.
      answer.header(
          "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
      answer.header("x-github-media-type", "github.v3; format=json");
      if (log.recordsBodies())
        text = log.bounded(new String(answer.body(), StandardCharsets.UTF_8));
    }
    String body = text;
    log.change(
        sequence,
        request ->
            request.answered(
                answer == null ? 0 : answer.status(),
                request.wrote() || outcome.wrote,
                answer == null ? null : answer.headers().get("Content-Type"),
                body));
    return answer;
  }

  private record Outcome(@Nullable Answer answer, boolean wrote) {}

  private Outcome outcome(Call original, @Nullable Fault fault, long sequence) {
    Call call = byName(original);
    world.lock.lock();
    try {
      call.caller(access.identify(call));
    } catch (ApiError e) {
      return new Outcome(e.answer(), false);
    } finally {
      world.lock.unlock();
    }
    Caller caller = call.caller();
    log.change(sequence, r -> r.by(caller.key(), fault == null ? null : fault.kind().wireName()));
    String resource = call.path().endsWith("/graphql") ? "graphql" : "core";
    // Asking for the limits costs nothing: https://docs.github.com/en/rest/rate-limit/rate-limit
    int cost = call.path().equals("/rate_limit") || Access.ofAgent(call) ? 0 : 1;
    if (fault != null) {
      Outcome early = early(fault, call, resource, sequence);
      if (early != null) return early;
    }
    RateLimits.Window window = limits.spend(caller, resource, cost);
    if (cost > 0 && window.used() > window.limit())
      return new Outcome(exhausted(403, window), false);
    Outcome outcome = atomically(call);
    Answer answer = outcome.answer;
    if (answer == null) return outcome;
    if (fault != null && fault.kind() == FaultKind.FAIL_AFTER)
      return new Outcome(
          ApiError.of(fault.status(), "Server Error").answer().headers(limits.headers(window)),
          outcome.wrote);
    if (fault != null && fault.kind() == FaultKind.WITHHOLD)
      answer = Withheld.from(answer, fault.field(), fault.message());
    if (fault != null && fault.kind() == FaultKind.HANG) return new Outcome(null, outcome.wrote);
    if (fault != null && fault.kind() == FaultKind.STALL)
      return new Outcome(answer.cutShort(), outcome.wrote);
    return new Outcome(conditional(call, answer, window, resource, cost), outcome.wrote);
  }

  private static String words(Fault fault) {
    return fault.message() == null ? "Server Error" : fault.message();
  }

  /** The faults that keep a call from its endpoint; null when it goes on. */
  private @Nullable Outcome early(Fault fault, Call call, String resource, long sequence) {
    RateLimits.Window window = limits.look(call.caller(), resource);
    return switch (fault.kind()) {
      case FAIL_BEFORE ->
          new Outcome(
              ApiError.of(fault.status(), words(fault)).answer().headers(limits.headers(window)),
              false);
      case LATE -> {
        world.timers.after(
            fault.after(),
            () -> {
              if (atomically(call).wrote) log.change(sequence, LoggedRequest::landed);
            });
        yield new Outcome(ApiError.of(fault.status(), "Gateway Timeout").answer(), false);
      }
      case SLOW -> {
        LockSupport.parkNanos(fault.after().toNanos());
        yield null;
      }
      case HANG -> fault.lands() ? null : new Outcome(null, false);
      case RATE_PRIMARY ->
          new Outcome(
              exhausted(
                  fault.status(),
                  new RateLimits.Window(resource, window.limit(), window.limit(), window.reset())),
              false);
      case RATE_SECONDARY -> new Outcome(secondary(fault, window), false);
      default -> null;
    };
  }

  /**
   * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
   */
  private Answer exhausted(int status, RateLimits.Window window) {
    if (window.resource().equals("graphql")) {
      // https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
      return Answer.ok(
              Json.object(
                  "errors",
                  Json.empty()
                      .add(
                          Json.object(
                              "type", "RATE_LIMITED",
                              "message",
                                  "API rate limit already exceeded for this installation."))))
          .headers(limits.headers(window));
    }
    return ApiError.of(status, "API rate limit exceeded for this installation.")
        .answer()
        .headers(limits.headers(window));
  }

  /**
   * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
   */
  private Answer secondary(Fault fault, RateLimits.Window window) {
    Answer answer =
        ApiError.of(
                fault.status(),
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
            .answer()
            .headers(limits.headers(window));
    if (fault.retryAfter() != null)
      answer.header("retry-after", String.valueOf(fault.retryAfter()));
    return answer;
  }

  /** Runs the endpoint as one step under the world's lock. */
  private Outcome atomically(Call call) {
    world.lock.lock();
    long before = world.version();
    try {
      Routes.Route route = routes.find(call);
      if (route == null) return new Outcome(ApiError.notFound().answer(), false);
      access.require(route.need(), call);
      Answer answer = route.endpoint().answer(call);
      return new Outcome(answer, world.version() != before);
    } catch (ApiError e) {
      return new Outcome(e.answer(), world.version() != before);
    } catch (RuntimeException e) {
      System.getLogger("sandbox")
          .log(System.Logger.Level.ERROR, call.method() + " " + call.path(), e);
      return new Outcome(ApiError.of(500, "Server Error").answer(), world.version() != before);
    } finally {
      world.lock.unlock();
    }
  }

  /**
   * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
   */
  private Answer conditional(
      Call call, Answer answer, RateLimits.Window window, String resource, int cost) {
    if (!call.method().equals("GET") || answer.status() != 200)
      return answer.headers(limits.headers(window));
    String tag = "\"" + hash(answer.body()) + "\"";
    String known = call.header("if-none-match");
    if (known != null && known.replace("W/", "").contains(tag))
      return Answer.empty(304)
          .headers(limits.headers(limits.refund(call.caller(), resource, cost)))
          .header("ETag", tag);
    return answer.headers(limits.headers(window)).header("ETag", tag);
  }

  /** {@code /repositories/{id}/…} is the address that redirects lead to. */
  private Call byName(Call call) {
    String[] parts = call.path().split("/", 4);
    if (parts.length < 3 || !parts[1].equals("repositories") || !parts[2].matches("\\d+"))
      return call;
    Repository repository = world.rows().repositories.get(Long.parseLong(parts[2]));
    if (repository == null) return call;
    String rest = parts.length == 4 ? "/" + parts[3] : "";
    return call.at("/repos/" + world.fullName(repository) + rest);
  }

  private static String requestId() {
    return UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT).replace('-', ':');
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
