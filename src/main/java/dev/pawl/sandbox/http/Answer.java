package dev.pawl.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Status, headers and body. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final String LENGTH = "Content-Length";

  public static Answer json(int status, JsonNode body) {
    return new Answer(
        status,
        new LinkedHashMap<>(Map.of("Content-Type", "application/json; charset=utf-8")),
        Json.text(body).getBytes(StandardCharsets.UTF_8));
  }

  public static Answer ok(JsonNode body) {
    return json(200, body);
  }

  public static Answer created(JsonNode body) {
    return json(201, body);
  }

  public static Answer html(int status, String body) {
    return new Answer(
        status,
        new LinkedHashMap<>(Map.of("Content-Type", "text/html; charset=utf-8")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer empty(int status) {
    return new Answer(status, new LinkedHashMap<>(), new byte[0]);
  }

  public Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Answer headers(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }

  /** The head of an answer whose body never comes to its end. */
  public Answer cutShort() {
    Answer cut = new Answer(status, headers, Arrays.copyOf(body, body.length / 2));
    return cut.header(LENGTH, Integer.toString(body.length));
  }

  /** Whether the caller is left waiting for the rest. */
  boolean stalls() {
    return headers.containsKey(LENGTH);
  }
}
