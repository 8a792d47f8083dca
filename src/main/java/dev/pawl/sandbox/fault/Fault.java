package dev.pawl.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong, for the next n occasions or for a percentage of them.
 *
 * @param times how often it still happens; -1 without an end
 * @param percent 100 for each time
 * @param method of an API call, a regular expression for the whole of it
 * @param path of an API call, a regular expression for the whole of it
 * @param body of an API call, a regular expression for something in it
 * @param event of a delivery, a regular expression for {@code event} or {@code event.action}
 * @param after how long a delay, a lag or a late write takes, by the world's clock
 * @param message what an early failure says, null: the usual words; what is said of a field that is
 *     withheld, null: nothing
 * @param field of an answer, the names that lead to it with dots between them; null: none
 * @param lands whether the write of a call that hangs takes place
 */
public record Fault(
    long id,
    FaultKind kind,
    int times,
    int percent,
    Pattern method,
    Pattern path,
    Pattern body,
    Pattern event,
    int status,
    Duration after,
    boolean lands,
    @Nullable Long retryAfter,
    @Nullable String message,
    @Nullable String field) {

  static Fault of(long id, JsonNode json) {
    String kindName = Json.text(json, "kind");
    if (kindName == null) throw new IllegalArgumentException("kind is missing");
    FaultKind kind = FaultKind.named(kindName);
    boolean limitedByPercent = json.has("percent");
    return new Fault(
        id,
        kind,
        json.has("times") ? json.get("times").asInt() : limitedByPercent ? -1 : 1,
        limitedByPercent ? json.get("percent").asInt() : 100,
        pattern(json, "method"),
        pattern(json, "path"),
        pattern(json, "body"),
        pattern(json, "event"),
        json.has("status") ? json.get("status").asInt() : kind.usualStatus(),
        Duration.parse(json.has("after") ? json.get("after").asText() : "PT5S"),
        json.path("lands").asBoolean(false),
        json.hasNonNull("retry_after") ? json.get("retry_after").asLong() : null,
        Json.text(json, "message"),
        Json.text(json, "field"));
  }

  private static Pattern pattern(JsonNode json, String field) {
    String text = Json.text(json, field);
    return Pattern.compile(text == null ? ".*" : text);
  }

  Fault oneLess() {
    return new Fault(
        id,
        kind,
        times - 1,
        percent,
        method,
        path,
        body,
        event,
        status,
        after,
        lands,
        retryAfter,
        message,
        field);
  }

  ObjectNode json() {
    return Json.object(
        "id", id,
        "kind", kind.wireName(),
        "times", times,
        "percent", percent,
        "method", method.pattern(),
        "path", path.pattern(),
        "body", body.pattern(),
        "event", event.pattern(),
        "status", status,
        "after", after.toString(),
        "lands", lands,
        "retry_after", retryAfter,
        "message", message,
        "field", field);
  }
}
