package dev.pawl.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pawl.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The manifest that GitHub makes an App of: {@code app-manifest.yml} as it is, with the name and
 * the addresses of this Pawl in the place of the example's.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest#github-app-manifest-parameters">Parameters
 *     of a manifest</a>
 */
final class AppManifest {
  private static final String FILE = "/app-manifest.yml";

  private AppManifest() {}

  /**
   * As JSON.
   *
   * @param deliveries where GitHub is to deliver
   * @param here the address at which the operator's browser is now; GitHub leads back there, since
   *     only there it is signed in
   */
  static String filled(SetupWish wish, String deliveries, String here) {
    ObjectNode manifest = read();
    manifest.put("name", wish.name());
    manifest.put("url", wish.address());
    ((ObjectNode) manifest.path("hook_attributes")).put("url", deliveries);
    manifest.put("redirect_url", at(here, manifest.path("redirect_url")));
    manifest.put("setup_url", at(wish.address(), manifest.path("setup_url")));
    Set<String> callbacks = new LinkedHashSet<>();
    for (JsonNode callback : manifest.path("callback_urls")) {
      callbacks.add(at(wish.address(), callback));
      callbacks.add(at(here, callback));
    }
    manifest.putPOJO("callback_urls", callbacks);
    return Json.write(manifest);
  }

  /** Where the front door is. */
  static String frontDoor(SetupWish wish) {
    return at(wish.address(), read().path("hook_attributes").path("url"));
  }

  private static String at(String address, JsonNode example) {
    return address + URI.create(example.asText()).getRawPath();
  }

  private static ObjectNode read() {
    try (InputStream file = AppManifest.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the package");
      }
      return (ObjectNode) new YAMLMapper().readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
