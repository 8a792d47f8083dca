package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An App made from a manifest. */
class RegistrationStoryTest extends Story {
  private static final String NEW = "/organizations/acme/settings/apps/new";
  private static final String MADE = "/organizations/acme/settings/apps";
  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static ObjectNode manifest() {
    return Json.object(
        "name", "The <Lamp>",
        "url", "https://pawl.example",
        "redirect_url", "https://pawl.example/created",
        "setup_url", "https://pawl.example/installed",
        "hook_attributes", Json.object("url", "http://127.0.0.1:1/webhook", "active", true),
        "default_permissions", Json.object("issues", "write"),
        "default_events", Json.array(List.of("issues").stream()));
  }

  private HttpResponse<String> submit(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      return browser.send(
          HttpRequest.newBuilder(sandbox.url().resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private String code(JsonNode manifest) {
    HttpResponse<String> made =
        submit(MADE, Map.of("manifest", manifest.toString(), "state", "a b&c"));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
    String back = made.headers().firstValue("Location").orElseThrow();
    assertThat(back).startsWith("https://pawl.example/created?code=").endsWith("&state=a+b%26c");
    return back.replaceAll(".*code=|&state.*", "");
  }

  private Api.Reply convert(String code) {
    return new Api(sandbox.url(), null).post("/app-manifests/" + code + "/conversions", Map.of());
  }

  @Test
  void theWholeWay() {
    HttpResponse<String> confirm =
        submit(NEW + "?state=s", Map.of("manifest", manifest().toString()));
    assertThat(confirm.statusCode()).isEqualTo(200);
    assertThat(confirm.body())
        .contains("Create GitHub App", "The &lt;Lamp&gt;", "value=\"s\"")
        .doesNotContain("<Lamp>");

    Api.Reply reply = convert(code(manifest()));
    assertThat(reply.status()).isEqualTo(201);
    JsonNode app = reply.json();
    assertThat(app.path("slug").asText()).isEqualTo("the-lamp");
    assertThat(app.path("name").asText()).isEqualTo("The <Lamp>");
    assertThat(app.at("/owner/login").asText()).isEqualTo("acme");
    assertThat(app.at("/permissions/issues").asText()).isEqualTo("write");
    assertThat(app.at("/permissions/metadata").asText()).isEqualTo("read");
    assertThat(app.at("/permissions/contents").isMissingNode()).isTrue();
    for (String secret : List.of("pem", "webhook_secret", "client_secret", "client_id")) {
      assertThat(app.path(secret).asText()).as(secret).isNotBlank();
    }

    // It is the App now, and the one before is none any more.
    assertThat(Api.app(control).get("/app").json().path("slug").asText()).isEqualTo("the-lamp");
    String pem = app.path("pem").asText();
    Api former = new Api(sandbox.url(), Api.jwt(pem, "1000", 0, 540));
    assertThat(former.get("/app").status()).isEqualTo(401);
    assertThat(Api.app(control).get("/app/installations").json()).isEmpty();
    long made = control.install("acme");
    assertThat(
            Api.installed(control, made)
                .put("/repos/" + REPO + "/contents/a", Map.of("message", "a", "content", "YQ=="))
                .status())
        .as("it may do what its manifest asks for")
        .isEqualTo(403);
  }

  @Test
  void aCodeIsGoodOnceAndForAnHour() {
    String code = code(manifest());
    assertThat(convert(code).status()).isEqualTo(201);
    assertThat(convert(code).status()).isEqualTo(404);
    assertThat(convert("unknown").status()).isEqualTo(404);

    String late = code(manifest().put("name", "Late"));
    control.advanceClock(Duration.ofMinutes(61));
    assertThat(convert(late).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"no address\"}",
        "{\"redirect_url\":\"javascript:alert(1)\"}",
        "{\"name\":\"\"}",
        "{\"name\":\"pawl\"}",
        "{\"name\":\"A name of more than thirty-four letters\"}",
        "{\"default_events\":[\"installation\"]}",
        "{\"default_permissions\":{\"issues\":\"all\"}}"
      })
  void whatIsNoManifestIsRefused(String change) throws IOException {
    ObjectNode wrong = manifest();
    wrong.setAll((ObjectNode) Json.MAPPER.readTree(change));
    HttpResponse<String> refused = submit(MADE, Map.of("manifest", wrong.toString()));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(control.app().path("slug").asText()).isEqualTo("pawl");
  }

  @Test
  void theWebhookAndTheKeyAreChanged() {
    Api app = Api.app(control);
    URI before = URI.create(control.app().path("webhook_url").asText());
    Api.Reply changed = app.patch("/app/hook/config", Map.of("secret", "another"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("secret").asText()).isEqualTo("********");
    assertThat(control.app().path("webhook_secret").asText()).isEqualTo("another");
    assertThat(control.app().path("webhook_url").asText()).isEqualTo(before.toString());

    String key = submit("/settings/apps/pawl/keys", Map.of()).body();
    assertThat(app.get("/app").status()).isEqualTo(401);
    Api by = new Api(sandbox.url(), Api.jwt(key, "1000", 0, 540));
    assertThat(by.get("/app").status()).isEqualTo(200);
  }

  @Test
  void aRestartFindsTheAppThatWasMade(@TempDir Path folder) {
    SandboxSettings settings = SandboxSettings.defaults().withDataDirectory(folder);
    JsonNode before;
    try (Sandbox first = Sandbox.start(settings)) {
      new SandboxControl(first.url()).createAccount("acme", "Organization");
      submit(first.url().resolve(MADE).toString(), Map.of("manifest", manifest().toString()));
      before = new SandboxControl(first.url()).app();
      assertThat(before.path("slug").asText()).isEqualTo("the-lamp");
    }
    try (Sandbox second = Sandbox.start(settings)) {
      SandboxControl again = new SandboxControl(second.url());
      assertThat(again.app().path("id")).isEqualTo(before.path("id"));
      assertThat(Api.app(again).get("/app").json().path("name").asText()).isEqualTo("The <Lamp>");
    }
  }
}
