package dev.pawl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Opens the demo's tasks in Pawl by its own API, as a person would: one in each repository of
 * {@link MoodDemo}, and only where none was ever opened.
 */
final class DemoTasks {
  private static final Logger LOG = Logger.getLogger(DemoTasks.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** How often in a row it is looked whether Pawl knows a repository: for two minutes. */
  private static final int LOOKS = 240;

  private final URI pawl;
  private final Optional<String> token;

  /**
   * @param token the operator's, where Pawl asks for one
   */
  DemoTasks(URI pawl, Optional<String> token) {
    this.pawl = pawl;
    this.token = token;
  }

  /** Ends when all are open, or when it is interrupted. */
  void open() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (MoodDemo.Task task : MoodDemo.TASKS) {
        open(http, task);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void open(HttpClient http, MoodDemo.Task task) throws InterruptedException {
    String repository = "/api/repositories/" + MoodDemo.OWNER + "/" + task.repository();
    for (int look = 1; look <= LOOKS; look++) {
      Optional<JsonNode> work = send(http, request(repository + "/work").GET());
      if (work.filter(known -> !known.path("runs").isEmpty()).isPresent()) {
        return;
      }
      if (work.isPresent()
          && send(http, request(repository + "/phases").POST(body(task))).isPresent()) {
        return;
      }
      // Pawl learns of it by a delivery, and reads it then.
      Thread.sleep(PAUSE);
    }
    LOG.warnf("the demo's task “%s” could not be opened", task.title());
  }

  private static HttpRequest.BodyPublisher body(MoodDemo.Task task) {
    return HttpRequest.BodyPublishers.ofString(
        Json.write(
            Map.of(
                "title",
                task.title(),
                "body",
                "A task of the demo, for an agent that has its ways. What becomes of it stands on"
                    + " Pawl's pages.")));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(pawl.resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json");
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  /** Empty where it was not done. */
  private static Optional<JsonNode> send(HttpClient http, HttpRequest.Builder request)
      throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(Json.tree(answer.body())) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
