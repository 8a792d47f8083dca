package dev.pawl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Demo;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.Json;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the sandbox beside Pawl in dev mode, where no App is set up: a GitHub on loopback with one
 * repository to try Pawl on. Its state lasts beside Pawl's, so that a restart and a live reload
 * find both sides as they were.
 */
@ApplicationScoped
class DemoGitHub {
  private static final Logger LOG = Logger.getLogger(DemoGitHub.class);
  private static final String SECRET = "the-demo's-webhook-secret";
  private static final String TOKEN = "ghp_the0token0of0ada0in0the0demo";
  private static final int PORT = 8090;

  private static @Nullable AutoCloseable running;
  private static @Nullable Thread player;

  /**
   * Starts it, and gives what Pawl must be told to use it.
   *
   * @param moods opens a task for an agent of each mood, each in a repository of its own; null:
   *     there are none of these
   */
  static Map<String, String> start(Path folder, int pawlPort, @Nullable DemoTasks moods) {
    URI webhook = URI.create("http://localhost:" + pawlPort + "/webhook");
    SandboxSettings settings =
        SandboxSettings.defaults()
            .withDataDirectory(folder.resolve("sandbox"))
            .withWebhook(webhook, SECRET);
    Sandbox sandbox = start(settings);
    running = sandbox;
    URI url = sandbox.url();
    Demo.seed(url);
    Demo.token(url, TOKEN);
    player = Thread.startVirtualThread(() -> play(url, webhook, moods));
    LOG.infof(
        "the sandbox GitHub is on %s, Pawl's health page on http://localhost:%d", url, pawlPort);
    JsonNode app = app(url);
    return Map.of(
        "pawl.github.app-id", app.path("id").asText(),
        "pawl.github.private-key", app.path("private_key").asText(),
        "pawl.github.webhook-secret", SECRET,
        "pawl.user-token", TOKEN,
        "pawl.github.url", url.toString(),
        "pawl.github.api-url", url.toString(),
        "pawl.github.graphql-url", url + "/graphql");
  }

  private static void play(URI sandbox, URI webhook, @Nullable DemoTasks moods) {
    Demo.install(sandbox, webhook);
    if (moods != null && !Thread.currentThread().isInterrupted()) {
      MoodDemo.seed(sandbox);
      PlanDemo.seed(sandbox);
      moods.open();
    }
  }

  private static Sandbox start(SandboxSettings settings) {
    try {
      return Sandbox.start(settings.withPort(PORT));
    } catch (RuntimeException portTaken) {
      return Sandbox.start(settings.withPort(0));
    }
  }

  /** A live reload starts everything anew, and the port must be free by then. */
  static void stop(@Observes ShutdownEvent event) {
    Thread playing = player;
    if (playing != null) {
      playing.interrupt();
    }
    AutoCloseable sandbox = running;
    if (sandbox != null) {
      try {
        sandbox.close();
      } catch (Exception failure) {
        LOG.warnf("the sandbox did not stop: %s", failure.getMessage());
      }
    }
  }

  private static JsonNode app(URI sandbox) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(sandbox.resolve("/_sandbox/app")).build();
      return Json.tree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
