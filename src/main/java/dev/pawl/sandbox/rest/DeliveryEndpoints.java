package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.hook.Delivery;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The App's deliveries, of three days. Source: https://docs.github.com/en/rest/apps/webhooks. */
public final class DeliveryEndpoints {
  private final World world;
  private final Shapes shapes;
  private final DeliveryLog log;
  private final Hooks hooks;

  public DeliveryEndpoints(World world, Shapes shapes, DeliveryLog log, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.log = log;
    this.hooks = hooks;
  }

  public void register(Routes routes) {
    routes
        .add("GET", "/app/hook/deliveries", Need.APP, this::list)
        .add("GET", "/app/hook/deliveries/{id}", Need.APP, this::get)
        .add("POST", "/app/hook/deliveries/{id}/attempts", Need.APP, this::redeliver);
  }

  /** Newest first, by cursor; what is still on its way is not listed. */
  private Answer list(Call call) {
    int most = Math.clamp(call.queryInt("per_page", 30), 1, 100);
    long before = cursor(call);
    Instant oldest = world.clock.now().minus(Duration.ofDays(3));
    List<Delivery> page = new ArrayList<>();
    boolean more = false;
    for (Delivery delivery : log.newestFirst()) {
      Instant at = delivery.deliveredAt();
      if (at == null || at.isBefore(oldest) || delivery.id() >= before) continue;
      if (page.size() == most) {
        more = true;
        break;
      }
      page.add(delivery);
    }
    Answer answer = Answer.ok(Json.array(page.stream().map(DeliveryEndpoints::item)));
    if (!more) return answer;
    String next =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("v1_" + page.getLast().id()).getBytes(StandardCharsets.UTF_8));
    return answer.header(
        "Link",
        "<"
            + call.base()
            + call.path()
            + "?per_page="
            + most
            + "&cursor="
            + next
            + ">; rel=\"next\"");
  }

  private static long cursor(Call call) {
    String cursor = call.query("cursor");
    if (cursor == null) return Long.MAX_VALUE;
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return Long.parseLong(text.substring("v1_".length()));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw ApiError.of(400, "Invalid cursor");
    }
  }

  private Answer get(Call call) {
    Delivery delivery = find(call);
    ObjectNode whole = item(delivery);
    whole.put("url", shapes.base + "/app/hook/deliveries/" + delivery.id());
    JsonNode payload;
    try {
      payload = Json.MAPPER.readTree(delivery.payload());
    } catch (JsonProcessingException e) {
      payload = Json.value(null);
    }
    whole.set("request", Json.object("headers", delivery.requestHeaders(), "payload", payload));
    whole.set(
        "response",
        Json.object("headers", delivery.responseHeaders(), "payload", delivery.responseBody()));
    return Answer.ok(whole);
  }

  private Answer redeliver(Call call) {
    hooks.redeliver(find(call));
    world.changed();
    return Answer.json(202, Json.object());
  }

  private Delivery find(Call call) {
    Delivery delivery = log.get(call.paramLong("id"));
    if (delivery == null || delivery.deliveredAt() == null) throw ApiError.notFound();
    return delivery;
  }

  private static ObjectNode item(Delivery delivery) {
    return Json.object(
        "id", delivery.id(),
        "guid", delivery.guid(),
        "delivered_at", delivery.deliveredAt(),
        "redelivery", delivery.redelivery(),
        "duration", delivery.seconds(),
        "status", delivery.status(),
        "status_code", delivery.statusCode(),
        "event", delivery.event(),
        "action", delivery.action(),
        "installation_id", delivery.installation(),
        "repository_id", delivery.repository(),
        "throttled_at", delivery.throttledAt());
  }
}
