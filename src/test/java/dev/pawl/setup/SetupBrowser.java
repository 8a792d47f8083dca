package dev.pawl.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An operator's browser: keeps its cookies, and sends them as SameSite=Strict has it. */
public final class SetupBrowser {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private URI pawl;
  private final URI github;
  private final Map<String, String> cookies = new ConcurrentSkipListMap<>();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  public SetupBrowser(URI pawl, URI github) {
    this.pawl = pawl;
    this.github = github;
  }

  /** The way to GitHub that a page offers. */
  public record Way(URI address, String manifest, String state) {}

  /** Everything that Pawl has shown. */
  public List<String> seen() {
    return seen;
  }

  public SetupBrowser signIn(String token) {
    get("/login");
    HttpResponse<String> answer = post("/login", Map.of("token", token));
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return this;
  }

  /** Goes on at another replica. */
  public void at(URI another) {
    pawl = another;
  }

  /** Asks, and does not mind when no answer comes. */
  public void tryGet(String path) {
    try {
      get(path);
    } catch (AssertionError gone) {
      seen.add(String.valueOf(gone.getMessage()));
    }
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(pawl.resolve(path)).GET(), true);
  }

  /** A step from another site: no cookie goes along. */
  public HttpResponse<String> led(URI address) {
    return send(
        HttpRequest.newBuilder(address).header("Sec-Fetch-Site", "cross-site").GET(), false);
  }

  public HttpResponse<String> post(String path, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("csrf", cookies.getOrDefault("pawl-csrf", ""));
    return send(
        HttpRequest.newBuilder(pawl.resolve(path))
            .header("Origin", pawl.resolve("/").toString().replaceAll("/$", ""))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(all))),
        true);
  }

  /** Fills in Pawl's form. */
  public HttpResponse<String> begin(String organization, String name, String replace) {
    return post(
        "/setup",
        Map.of(
            "organization",
            organization,
            "name",
            name,
            "address",
            pawl.resolve("/").toString(),
            "replace",
            replace));
  }

  /** What GitHub is sent. */
  public static Way way(HttpResponse<String> page) {
    String action = found(page.body(), "action=\"(http[^\"]+)\"");
    return new Way(
        URI.create(action),
        found(page.body(), "name=\"manifest\" value=\"([^\"]*)\""),
        action.replaceAll(".*state=", ""));
  }

  /** Creates the App at GitHub, and answers where GitHub leads back to. */
  public URI create(Way way) {
    HttpResponse<String> confirm =
        send(toGitHub(way.address(), Map.of("manifest", way.manifest())), false);
    if (confirm.statusCode() != 200) {
      throw new AssertionError(confirm.statusCode() + " " + confirm.body());
    }
    JsonNode manifest = Json.tree(way.manifest());
    HttpResponse<String> made =
        send(
            toGitHub(
                github.resolve(way.address().getPath().replaceAll("/new$", "")),
                Map.of(
                    "manifest",
                    found(confirm.body(), "name=\"manifest\" value=\"([^\"]*)\""),
                    "state",
                    found(confirm.body(), "name=\"state\" value=\"([^\"]*)\""),
                    "name",
                    manifest.path("name").asText())),
            false);
    if (made.statusCode() != 302) {
      throw new AssertionError(made.statusCode() + " " + made.body());
    }
    return URI.create(made.headers().firstValue("Location").orElseThrow());
  }

  /** Follows GitHub back, over the page that leads on. */
  public HttpResponse<String> comeBack(URI location) {
    return get(onward(led(location)));
  }

  public static String onward(HttpResponse<String> page) {
    return found(page.body(), "http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"");
  }

  /** The whole of it, to the answer of the last step. */
  public HttpResponse<String> setUp(String organization, String name) {
    return comeBack(create(way(begin(organization, name, ""))));
  }

  /** Chooses an account on GitHub's page, and answers where GitHub leads to. */
  public URI install(String account) {
    HttpResponse<String> answer =
        send(
            toGitHub(github.resolve("/_sandbox/forms/install"), Map.of("account", account)), false);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  /** Makes a private key on the App's page at GitHub; the one before is deleted there. */
  public String newKey(String slug) {
    URI address = github.resolve("/settings/apps/" + slug + "/keys");
    return send(toGitHub(address, Map.of()), false).body();
  }

  private static HttpRequest.Builder toGitHub(URI address, Map<String, String> fields) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String found(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + html);
    }
    return matcher
        .group(1)
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, boolean own) {
    if (own && !cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          http.send(
              request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
      for (String cookie : answer.headers().allValues("set-cookie")) {
        String[] parts = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(parts[0], parts[1]);
      }
      if (answer.uri().getAuthority().equals(pawl.getAuthority())) {
        seen.add(answer.headers().map() + "\n" + answer.body());
      }
      return answer;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
