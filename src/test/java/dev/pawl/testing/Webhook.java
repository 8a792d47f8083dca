package dev.pawl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends deliveries as GitHub would, for tests of the front door itself. */
public final class Webhook {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final String secret;

  public Webhook(URI target, String secret) {
    this.target = target;
    this.secret = secret;
  }

  /** Sends a well-signed delivery; gives the answer's status. */
  public int send(String event, UUID guid, String payload) {
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    return send(request(event, guid, body, sign(body)));
  }

  public int send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public HttpRequest request(String event, UUID guid, byte[] body, String signature) {
    return HttpRequest.newBuilder(target)
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", guid.toString())
        .header("X-Hub-Signature-256", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  public String sign(byte[] body) {
    return sign(body, secret);
  }

  public static String sign(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
