package dev.pawl.chaos;

import dev.pawl.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Pawl's own API, as an operator's script would use it. */
final class Door {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Door() {}

  /** The status; 0 when nobody answered. */
  static int call(URI pawl, String method, String path, Map<String, ?> body) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(pawl.resolve(path))
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
