package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pawl.store.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledManifestTest {
  private static final List<String> FILLED_IN =
      List.of("name", "url", "hook_attributes", "redirect_url", "setup_url", "callback_urls");

  private static JsonNode filled(String address, String here) {
    SetupWish wish = SetupWish.of("", "The Pawl", address);
    return Json.tree(AppManifest.filled(wish, AppManifest.frontDoor(wish), here));
  }

  @Test
  void leadsToThisPawl() {
    JsonNode manifest = filled("https://pawl.acme.example", "http://localhost:8080");

    assertThat(manifest.path("name").asText()).isEqualTo("The Pawl");
    assertThat(manifest.path("url").asText()).isEqualTo("https://pawl.acme.example");
    assertThat(manifest.at("/hook_attributes/url").asText())
        .isEqualTo("https://pawl.acme.example/webhook");
    assertThat(manifest.at("/hook_attributes/active").asBoolean()).isTrue();
    assertThat(manifest.path("redirect_url").asText())
        .as("where the operator is signed in")
        .isEqualTo("http://localhost:8080" + SetupPages.CREATED);
    assertThat(manifest.path("setup_url").asText())
        .isEqualTo("https://pawl.acme.example" + SetupPages.INSTALLED);
    assertThat(manifest.path("callback_urls").toString())
        .isEqualTo(
            "[\"https://pawl.acme.example/login/callback\",\"http://localhost:8080/login/callback\"]");
    assertThat(manifest.toString()).doesNotContain("example.com");
  }

  @Test
  void namesAnAddressOnceWhereBothAreOne() {
    assertThat(filled("https://a.example", "https://a.example").path("callback_urls")).hasSize(1);
  }

  @Test
  void deliveriesMayGoElsewhere() {
    SetupWish wish = SetupWish.of("", "The Pawl", "http://localhost:8080");
    JsonNode manifest =
        Json.tree(AppManifest.filled(wish, "https://smee.example/x", wish.address()));

    assertThat(manifest.at("/hook_attributes/url").asText()).isEqualTo("https://smee.example/x");
    assertThat(manifest.path("setup_url").asText()).startsWith("http://localhost:8080/");
  }

  /** The file is the one source of what the App may and hears. */
  @Test
  void isTheFileOtherwise() throws IOException {
    ObjectNode file = (ObjectNode) new YAMLMapper().readTree(Path.of("app-manifest.yml").toFile());
    ObjectNode manifest = (ObjectNode) filled("https://a.example", "https://a.example");
    assertThat(manifest.path("default_permissions")).hasSizeGreaterThan(5);

    file.remove(FILLED_IN);
    manifest.remove(FILLED_IN);
    assertThat((JsonNode) manifest).isEqualTo(file);
  }
}
