package dev.pawl.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the sandbox's REST and GraphQL as an App or a person does. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;
  private final @Nullable String token;

  public Api(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** One answer. */
  public record Reply(int status, Map<String, java.util.List<String>> headers, String body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    public @Nullable String header(String name) {
      java.util.List<String> values = headers.get(name);
      return values == null ? null : values.getFirst();
    }
  }

  /** The App itself, by a fresh JWT. */
  public static Api app(SandboxControl control) {
    JsonNode app = control.app();
    return new Api(
        control.url(), jwt(app.get("private_key").asText(), app.get("id").asText(), 0, 540));
  }

  /** The App in an installation, by a fresh token. */
  public static Api installed(SandboxControl control, long installation) {
    Reply reply =
        app(control).post("/app/installations/" + installation + "/access_tokens", Map.of());
    return new Api(control.url(), reply.json().get("token").asText());
  }

  public static String jwt(String pem, String issuer, long issuedIn, long expiresIn) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      long now = Instant.now().getEpochSecond();
      String head = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
      String claims =
          part(
              JSON.writeValueAsString(
                  Map.of("iss", issuer, "iat", now + issuedIn, "exp", now + expiresIn)));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
      return head
          + "."
          + claims
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public Reply get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Reply get(String path, Map<String, String> headers) {
    return send("GET", path, null, headers);
  }

  public Reply post(String path, Map<String, ?> body) {
    return send("POST", path, body, Map.of());
  }

  public Reply patch(String path, Map<String, ?> body) {
    return send("PATCH", path, body, Map.of());
  }

  public Reply put(String path, Map<String, ?> body) {
    return send("PUT", path, body, Map.of());
  }

  public Reply delete(String path, Map<String, ?> body) {
    return send("DELETE", path, body, Map.of());
  }

  public Reply graphql(String query, Map<String, ?> variables) {
    return post("/graphql", Map.of("query", query, "variables", variables));
  }

  private Reply send(
      String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers) {
    try {
      return send(method, path, body, headers, Duration.ofSeconds(20));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Reply send(
      String method,
      String path,
      @Nullable Map<String, ?> body,
      Map<String, String> headers,
      Duration patience)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
    if (token != null) request.header("Authorization", "Bearer " + token);
    headers.forEach(request::header);
    if (body == null) request.method(method, HttpRequest.BodyPublishers.noBody());
    else
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers().map(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
