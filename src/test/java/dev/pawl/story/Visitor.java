package dev.pawl.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody at the pages, or a machine at the API. */
final class Visitor {
  private static final String TOKEN = "token-of-this-browser";
  private final HttpClient browser = HttpClient.newHttpClient();
  private final URI pawl;

  Visitor(URI pawl) {
    this.pawl = pawl;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html, */*").GET());
  }

  HttpResponse<String> post(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&", "csrf=" + TOKEN + "&", ""));
    return postWithoutToken(path, form);
  }

  HttpResponse<String> postWithoutToken(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "pawl-csrf=" + TOKEN)
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  HttpResponse<String> api(String method, String path, Object body) {
    String text = body instanceof String raw ? raw : Json.write(body);
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(text)));
  }

  JsonNode json(String path) {
    return Json.tree(send(request(path).header("Accept", "application/json").GET()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(pawl.resolve(path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
