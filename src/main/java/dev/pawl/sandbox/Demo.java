package dev.pawl.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The demo, played over HTTP like everything that is done to a sandbox. Both steps do nothing when
 * done before.
 */
public final class Demo {
  private Demo() {}

  /**
   * Makes acme/lighthouse with ada, who may write and has a seat for Copilot, and mallory, who may
   * not; agents and checks are at work there.
   */
  public static void seed(URI sandbox) {
    post(sandbox.resolve("/_sandbox/demo"), "{\"agents\":true}");
  }

  /** Gives ada a token that is known before. */
  public static void token(URI sandbox, String token) {
    post(sandbox.resolve("/_sandbox/people/ada/tokens"), "{\"token\":\"" + token + "\"}");
  }

  /** Waits until somebody answers at the webhook's address, then installs the App on acme. */
  public static void install(URI sandbox, URI webhook) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!answers(http, webhook)) Thread.sleep(Duration.ofMillis(500));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    // Refused with 422 when it is installed already.
    post(sandbox.resolve("/_sandbox/installations"), "{\"account\":\"acme\",\"by\":\"ada\"}");
  }

  private static boolean answers(HttpClient http, URI webhook) throws InterruptedException {
    try {
      http.send(
          HttpRequest.newBuilder(webhook).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void post(URI address, String body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
