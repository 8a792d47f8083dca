package dev.pawl.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Repository;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request, and what routing and access found out about it. */
public final class Call {
  private final String base;
  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> query = new HashMap<>();
  private Map<String, String> params = Map.of();
  private Caller caller = new Caller.Nobody();
  private @Nullable Repository repository;
  private @Nullable JsonNode json;

  /** Header names come in lower case. */
  public Call(
      String base,
      String method,
      String path,
      @Nullable String rawQuery,
      Map<String, String> headers,
      byte[] body) {
    this.base = base;
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery == null ? "" : rawQuery;
    this.headers = headers;
    this.body = body;
    pairs(this.rawQuery, query);
  }

  private static void pairs(String text, Map<String, String> into) {
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0)
        into.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
  }

  /** The fields of a form that a browser has sent. */
  public Map<String, String> form() {
    Map<String, String> fields = new HashMap<>();
    pairs(new String(body, StandardCharsets.UTF_8), fields);
    return fields;
  }

  /** Another call, as of the one who made this. */
  public Call with(String otherMethod, String otherPath, ObjectNode otherBody) {
    return new Call(
        base,
        otherMethod,
        otherPath,
        null,
        Map.of(),
        Json.text(otherBody).getBytes(StandardCharsets.UTF_8));
  }

  /** The same call at another path. */
  Call at(String otherPath) {
    return new Call(base, method, otherPath, rawQuery, headers, body);
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public String base() {
    return base;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public String rawQuery() {
    return rawQuery;
  }

  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  public byte[] body() {
    return body;
  }

  public @Nullable String query(String name) {
    return query.get(name);
  }

  public String query(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  public int queryInt(String name, int otherwise) {
    try {
      String value = query.get(name);
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  void params(Map<String, String> found) {
    params = found;
  }

  public String param(String name) {
    String value = params.get(name);
    if (value == null) throw new IllegalStateException("no parameter " + name);
    return value;
  }

  /** Whether the path names a pull request of the repository, be it as an issue. */
  public boolean namesPullRequest() {
    String number = params.get("number");
    return number != null
        && number.matches("\\d{1,9}")
        && repository().pullRequests.containsKey(Integer.parseInt(number));
  }

  public long paramLong(String name) {
    try {
      return Long.parseLong(param(name));
    } catch (NumberFormatException e) {
      throw ApiError.notFound();
    }
  }

  public Caller caller() {
    return caller;
  }

  public void caller(Caller who) {
    caller = who;
  }

  /** The repository that the path names; access has checked it. */
  public Repository repository() {
    if (repository == null) throw new IllegalStateException("no repository in " + path);
    return repository;
  }

  public void repository(Repository found) {
    repository = found;
  }

  /** The body as a JSON object; an empty body is an empty object. */
  public JsonNode json() {
    if (json != null) return json;
    if (body.length == 0) return json = Json.object();
    try {
      json = Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw ApiError.of(400, "Problems parsing JSON");
    }
    if (!(json instanceof ObjectNode)) throw ApiError.of(400, "Body should be a JSON object");
    return json;
  }

  /** A field of the body as text; null when missing or null. */
  public @Nullable String text(String field) {
    return Json.text(json(), field);
  }

  /** A field of the body that must be there. */
  public String required(String resource, String field) {
    String value = text(field);
    if (value == null) throw ApiError.invalid(resource, field, "missing_field", null);
    return value;
  }
}
