package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API as one bot calls it. Answers that are errors are thrown as {@link Refused}. */
final class Rest {
  private final HttpClient http;
  private final String base;
  private final String token;

  Rest(HttpClient http, String base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  JsonNode get(String path) {
    return call("GET", path, null);
  }

  JsonNode post(String path, JsonNode body) {
    return call("POST", path, body);
  }

  JsonNode patch(String path, JsonNode body) {
    return call("PATCH", path, body);
  }

  JsonNode delete(String path, JsonNode body) {
    return call("DELETE", path, body);
  }

  JsonNode call(String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("X-GitHub-Api-Version", "2022-11-28")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.text(body)));
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) throw new Refused(answer.statusCode(), method + " " + path);
      return answer.body().length == 0 ? Json.object() : Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
