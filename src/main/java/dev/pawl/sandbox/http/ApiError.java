package dev.pawl.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that is an error, in GitHub's form. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final transient ObjectNode body;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  private ApiError(int status, ObjectNode body) {
    super(body.path("message").asText(), null, false, false);
    this.status = status;
    this.body = body;
  }

  public static ApiError of(int status, String message) {
    return new ApiError(
        status,
        Json.object(
            "message",
            message,
            "documentation_url",
            "https://docs.github.com/rest",
            "status",
            String.valueOf(status)));
  }

  public static ApiError notFound() {
    return of(404, "Not Found");
  }

  public static ApiError forbidden() {
    return of(403, "Resource not accessible by integration");
  }

  /**
   * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
   */
  public static ApiError invalid(
      String resource, String field, String code, @Nullable Object value) {
    ApiError error = of(422, "Validation Failed");
    ObjectNode detail = Json.object("resource", resource, "code", code, "field", field);
    if (value != null) detail.set("value", Json.value(value));
    error.body.set("errors", Json.empty().add(detail));
    return error;
  }

  /** A rule of the resource itself, said in words. */
  public static ApiError custom(String resource, String message) {
    ApiError error = of(422, "Validation Failed");
    error.body.set(
        "errors",
        Json.empty().add(Json.object("resource", resource, "code", "custom", "message", message)));
    return error;
  }

  /** As reviews are refused: the errors are sentences. */
  public static ApiError unprocessable(String message) {
    ApiError error = of(422, "Unprocessable Entity");
    error.body.set("errors", Json.empty().add(message));
    return error;
  }

  public ApiError header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public ApiError with(String field, String value) {
    body.put(field, value);
    return this;
  }

  public int status() {
    return status;
  }

  Answer answer() {
    return Answer.json(status, body).headers(headers);
  }
}
