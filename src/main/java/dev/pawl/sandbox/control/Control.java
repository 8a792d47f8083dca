package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.agent.Agents;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;

/**
 * The control API. Each change tells Pawl by webhook unless the body says {@code "told": false}.
 */
public final class Control {
  private final World world;
  private final Hooks hooks;
  private final Routes routes = new Routes();

  public Control(
      World world,
      Shapes shapes,
      Acts acts,
      Hooks hooks,
      DeliveryLog deliveries,
      Courier courier,
      Faults faults,
      RateLimits limits,
      TokenMint mint,
      RequestLog requests,
      Reset reset,
      Agents agents) {
    this.world = world;
    this.hooks = hooks;
    Lookup lookup = new Lookup(world);
    new ControlRunning(world, courier, limits, mint, requests, reset, hooks, shapes)
        .register(routes);
    new ControlDeliveries(deliveries, hooks, faults).register(routes);
    new ControlRequests(requests).register(routes);
    new ControlAccounts(world, shapes, acts, mint, lookup).register(routes);
    new ControlRepositories(world, shapes, acts, lookup).register(routes);
    new ControlIssues(shapes, acts, lookup).register(routes);
    new ControlPullRequests(world, shapes, acts, lookup).register(routes);
    new ControlChecks(world, shapes, acts, lookup).register(routes);
    new ControlRules(acts, lookup).register(routes);
    new ControlAgents(world, acts, mint, agents, lookup).register(routes);
    routes.add(
        "POST",
        "/_sandbox/demo",
        Need.NOTHING,
        call -> {
          new DemoSeed(world, acts, mint).seed(call.json().path("agents").asBoolean());
          return Answer.ok(Json.object());
        });
  }

  public Answer answer(Call call) {
    Routes.Route route = routes.find(call);
    if (route == null) return Answer.json(404, Json.object("message", "no such control call"));
    boolean silent;
    world.lock.lock();
    try {
      silent = call.json().has("told") && !call.json().get("told").asBoolean();
      Answer[] answer = {Answer.empty(500)};
      hooks.silently(silent, () -> answer[0] = route.endpoint().answer(call));
      return answer[0];
    } catch (ApiError e) {
      return Answer.json(e.status(), Json.object("message", e.getMessage()));
    } catch (IllegalArgumentException e) {
      return Answer.json(400, Json.object("message", e.getMessage()));
    } finally {
      world.lock.unlock();
    }
  }
}
