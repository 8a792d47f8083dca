package dev.pawl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Demo;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.Json;
import dev.pawl.store.WorldClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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

  /** How often the world's clock is compared with the sandbox's. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Less is the way between the two. */
  private static final Duration APART = Duration.ofSeconds(2);

  private static @Nullable Sandbox running;
  private static @Nullable Thread player;
  private static @Nullable Thread follower;

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
    JsonNode app = get(url.resolve("/_sandbox/app"));
    return Map.of(
        "pawl.github.app-id",
        app.path("id").asText(),
        "pawl.github.private-key",
        app.path("private_key").asText(),
        "pawl.github.webhook-secret",
        SECRET,
        "pawl.user-token",
        TOKEN,
        "pawl.demo.controls",
        url + "/_sandbox/controls",
        "pawl.github.url",
        url.toString(),
        "pawl.github.api-url",
        url.toString(),
        "pawl.github.graphql-url",
        url + "/graphql");
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

  /**
   * Has Pawl's clock of the world go on with the sandbox's, which people put forward or make run
   * faster on its page of controls. It is done once before anything else begins, since what waits
   * was stored by that clock.
   */
  static void follow(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event,
      WorldClock clock) {
    Sandbox sandbox = running;
    if (sandbox == null) {
      return;
    }
    catchUp(sandbox.url(), clock);
    follower = Thread.startVirtualThread(() -> follow(sandbox.url(), clock));
  }

  private static void follow(URI sandbox, WorldClock clock) {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK.toNanos());
      catchUp(sandbox, clock);
    }
  }

  private static void catchUp(URI sandbox, WorldClock clock) {
    try {
      Instant there = Instant.parse(get(sandbox.resolve("/_sandbox")).path("now").asText());
      Duration behind = Duration.between(clock.instant(), there);
      if (behind.compareTo(APART) > 0) {
        clock.move(behind);
      }
    } catch (UncheckedIOException stopping) {
      LOG.debugf("the sandbox's clock could not be read: %s", stopping.getMessage());
    }
  }

  /** A live reload starts everything anew, and the port must be free by then. */
  static void stop(@Observes ShutdownEvent event) {
    for (Thread thread : Arrays.asList(player, follower)) {
      if (thread != null) {
        thread.interrupt();
      }
    }
    Sandbox sandbox = running;
    if (sandbox != null) {
      try {
        sandbox.close();
      } catch (RuntimeException failure) {
        LOG.warnf("the sandbox did not stop: %s", failure.getMessage());
      }
    }
  }

  private static JsonNode get(URI address) {
    try (InputStream answer = address.toURL().openStream()) {
      return Json.tree(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
