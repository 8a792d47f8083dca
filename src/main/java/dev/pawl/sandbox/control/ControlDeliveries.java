package dev.pawl.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Delivery;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;

/** The delivery log, raw deliveries, and faults. */
record ControlDeliveries(DeliveryLog log, Hooks hooks, Faults faults) {
  void register(Routes routes) {
    routes
        .add("GET", "/_sandbox/deliveries", Need.NOTHING, this::list)
        .add("POST", "/_sandbox/deliveries", Need.NOTHING, this::send)
        .add("POST", "/_sandbox/deliveries/{guid}/redeliver", Need.NOTHING, this::redeliver)
        .add("GET", "/_sandbox/faults", Need.NOTHING, call -> Answer.ok(faults.json()))
        .add("POST", "/_sandbox/faults", Need.NOTHING, this::addFault)
        .add("DELETE", "/_sandbox/faults", Need.NOTHING, this::clearFaults)
        .add("DELETE", "/_sandbox/faults/{id}", Need.NOTHING, this::removeFault);
  }

  private Answer list(Call call) {
    String event = call.query("event");
    String action = call.query("action");
    boolean whole = !"false".equals(call.query("payload"));
    return Answer.ok(
        Json.array(
            log.all().stream()
                .filter(delivery -> event == null || delivery.event().equals(event))
                .filter(delivery -> action == null || action.equals(delivery.action()))
                .map(delivery -> entry(delivery, whole))));
  }

  private static ObjectNode entry(Delivery delivery, boolean whole) {
    ObjectNode node =
        Json.object(
            "id", delivery.id(),
            "guid", delivery.guid(),
            "event", delivery.event(),
            "action", delivery.action(),
            "installation_id", delivery.installation(),
            "repository_id", delivery.repository(),
            "redelivery", delivery.redelivery(),
            "delivered_at", delivery.deliveredAt(),
            "status", delivery.status(),
            "status_code", delivery.statusCode(),
            "request_headers", delivery.requestHeaders());
    if (whole) node.set("payload", payload(delivery));
    return node;
  }

  private static JsonNode payload(Delivery delivery) {
    try {
      return Json.MAPPER.readTree(delivery.payload());
    } catch (JsonProcessingException e) {
      return Json.value(delivery.payload());
    }
  }

  /** payload may be an object, or text that is sent as it stands, broken JSON too. */
  private Answer send(Call call) {
    JsonNode payload = call.json().path("payload");
    String text = payload.isTextual() ? payload.asText() : Json.text(payload);
    String guid = hooks.raw(call.required("Delivery", "event"), text, call.text("guid"));
    return Answer.created(Json.object("guid", guid));
  }

  private Answer redeliver(Call call) {
    Delivery delivery = log.newest(call.param("guid"));
    if (delivery == null) throw ApiError.of(404, "no delivery " + call.param("guid"));
    hooks.redeliver(delivery);
    return Answer.json(202, Json.object("guid", delivery.guid()));
  }

  private Answer addFault(Call call) {
    return Answer.created(Json.object("id", faults.add(call.json()).id()));
  }

  private Answer clearFaults(Call call) {
    faults.clear();
    return Answer.ok(Json.object());
  }

  private Answer removeFault(Call call) {
    if (!faults.remove(call.paramLong("id"))) throw ApiError.of(404, "no such fault");
    return Answer.ok(Json.object());
  }
}
