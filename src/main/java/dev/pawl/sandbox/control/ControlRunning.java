package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.hook.Target;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;
import java.net.URI;
import java.time.Duration;

/** How the sandbox itself runs: clock, webhook target, limits, tokens, state. */
record ControlRunning(
    World world,
    Courier courier,
    RateLimits limits,
    TokenMint mint,
    RequestLog requests,
    Reset reset,
    Hooks hooks,
    Shapes shapes) {
  void register(Routes routes) {
    routes
        .add("GET", "/_sandbox", Need.NOTHING, this::status)
        .add("GET", "/_sandbox/app", Need.NOTHING, this::app)
        .add("GET", "/_sandbox/state", Need.NOTHING, this::state)
        .add("POST", "/_sandbox/reset", Need.NOTHING, this::reset)
        .add("PUT", "/_sandbox/webhook", Need.NOTHING, this::webhook)
        .add("POST", "/_sandbox/ping", Need.NOTHING, this::ping)
        .add("POST", "/_sandbox/clock", Need.NOTHING, this::clock)
        .add("PUT", "/_sandbox/limits", Need.NOTHING, this::limits)
        .add("PUT", "/_sandbox/recording", Need.NOTHING, this::recording)
        .add("POST", "/_sandbox/tokens", Need.NOTHING, this::tokens);
  }

  private Answer status(Call call) {
    return Answer.ok(
        Json.object(
            "url", call.base(),
            "now", world.clock.now().toString(),
            "clock_speed", world.clock.speed(),
            "webhook_url", url(),
            "deliveries_pending", courier.pending()));
  }

  private Answer app(Call call) {
    return Answer.ok(
        Json.object(
            "id", world.app().id(),
            "slug", world.app().slug(),
            "private_key", world.rows().privateKey,
            "webhook_secret", courier.target().secret(),
            "webhook_url", url()));
  }

  private @org.jspecify.annotations.Nullable String url() {
    URI url = courier.target().url();
    return url == null ? null : url.toString();
  }

  /** Everything but keys and tokens. */
  private Answer state(Call call) {
    var rows = world.rows();
    return Answer.ok(
        Json.object(
            "accounts", Json.array(rows.accounts.values().stream()),
            "repositories", Json.array(rows.repositories.values().stream()),
            "installations",
                Json.array(rows.installations.values().stream().map(shapes.apps::installation))));
  }

  private Answer reset(Call call) {
    reset.run();
    return Answer.ok(Json.object());
  }

  private Answer webhook(Call call) {
    String to = call.text("url");
    String secret = call.text("secret");
    courier.target(
        new Target(
            to == null ? null : URI.create(to),
            secret == null ? courier.target().secret() : secret));
    return status(call);
  }

  private Answer ping(Call call) {
    hooks.ping();
    return status(call);
  }

  private Answer clock(Call call) {
    String advance = call.text("advance");
    if (advance != null) world.clock.advance(Duration.parse(advance));
    if (call.json().has("speed")) world.clock.speed(call.json().get("speed").asDouble());
    world.timers.clockChanged();
    return status(call);
  }

  private Answer limits(Call call) {
    limits.limits(call.json().path("core").asInt(5000), call.json().path("graphql").asInt(5000));
    return Answer.ok(Json.object());
  }

  private Answer recording(Call call) {
    requests.recordBodies(call.json().path("bodies").asBoolean());
    return Answer.ok(Json.object());
  }

  /** Lifetime of tokens made from now on; {@code "expire": true} ends all that exist. */
  private Answer tokens(Call call) {
    String lifetime = call.text("lifetime");
    if (lifetime != null) mint.lifetime(Duration.parse(lifetime));
    if (call.json().path("expire").asBoolean(false)) {
      world.rows().accessTokens.clear();
      world.changed();
    }
    return Answer.ok(Json.object());
  }
}
