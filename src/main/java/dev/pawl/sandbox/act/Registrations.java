package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.AppKey;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.hook.Target;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AppIdentity;
import dev.pawl.sandbox.world.World;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Apps made from a manifest. The sandbox knows one App, so a new one takes the place of the one
 * before, whose installations end with it (assumed). Source:
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest.
 */
public final class Registrations {
  /** "must complete all three steps within one hour". */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final int LONGEST_NAME = 34;
  private static final int MOST = 100;

  /** GitHub sends these to every App, and takes no manifest that asks for them. */
  private static final Set<String> UNASKED =
      Set.of("installation", "installation_repositories", "github_app_authorization", "ping");

  /** An App that was made, until its credentials are fetched. */
  public record Registration(
      AppIdentity app, String pem, String webhookSecret, String clientSecret, Instant until) {}

  private final World world;
  private final Access access;
  private final Courier courier;
  private final Hooks hooks;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Registration> unfetched = new LinkedHashMap<>();

  public Registrations(World world, Access access, Courier courier, Hooks hooks) {
    this.world = world;
    this.access = access;
    this.courier = courier;
    this.hooks = hooks;
  }

  /**
   * Makes the App, and answers the code by which its credentials are fetched.
   *
   * @throws ApiError when the manifest is none, with GitHub's reason as far as it is known
   */
  public String register(JsonNode manifest, String name, Account owner) {
    AppIdentity app = identity(manifest, name, owner);
    AppKey key = AppKey.generated();
    String secret = hex(20);
    world.rows().installations.clear();
    world.rows().accessTokens.clear();
    world.rows().privateKey = key.pem();
    world.register(app);
    access.key(key);
    courier.target(new Target(hook(manifest), secret));
    String code = hex(20);
    while (unfetched.size() >= MOST) unfetched.remove(unfetched.keySet().iterator().next());
    unfetched.put(
        code, new Registration(app, key.pem(), secret, hex(20), world.clock.now().plus(LIFE)));
    if (courier.target().url() != null) hooks.ping();
    return code;
  }

  /** Another key for the App; the one before is deleted along (GitHub keeps it until asked to). */
  public String newKey() {
    AppKey key = AppKey.generated();
    world.rows().privateKey = key.pem();
    world.changed();
    access.key(key);
    return key.pem();
  }

  /** Once: a code that was used is as good as none. */
  public @Nullable Registration fetch(String code) {
    Registration found = unfetched.remove(code);
    return found == null || found.until().isBefore(world.clock.now()) ? null : found;
  }

  private AppIdentity identity(JsonNode manifest, String name, Account owner) {
    if (!manifest.isObject() || !web(manifest.path("url")))
      throw ApiError.of(422, "Invalid GitHub App configuration: url must be a valid URL");
    if (name.isBlank() || name.length() > LONGEST_NAME)
      throw ApiError.of(422, "Name is too long (maximum is 34 characters)");
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = slug.replaceAll("^-|-$", "");
    if (trimmed.isEmpty() || world.account(trimmed + "[bot]") != null)
      throw ApiError.of(422, "Name is already taken");
    if (!web(manifest.path("redirect_url")))
      throw ApiError.of(422, "Invalid GitHub App configuration: redirect_url is not a URL");
    JsonNode setup = manifest.path("setup_url");
    return new AppIdentity(
        world.nextId(),
        trimmed,
        name,
        owner.id,
        web(setup) ? setup.asText() : null,
        permissions(manifest.path("default_permissions")),
        events(manifest.path("default_events")));
  }

  private static Map<String, String> permissions(JsonNode asked) {
    Map<String, String> permissions = new TreeMap<>();
    asked.properties().forEach(each -> permissions.put(each.getKey(), each.getValue().asText()));
    for (String level : permissions.values())
      if (!level.equals("read") && !level.equals("write"))
        throw ApiError.of(422, "Default permissions are not included in the list");
    permissions.put("metadata", "read");
    return permissions;
  }

  private static List<String> events(JsonNode asked) {
    List<String> events = new ArrayList<>();
    for (JsonNode event : asked) {
      if (UNASKED.contains(event.asText()))
        throw ApiError.of(422, "Default events unsupported: " + event.asText());
      events.add(event.asText());
    }
    return events;
  }

  private static @Nullable URI hook(JsonNode manifest) {
    JsonNode url = manifest.path("hook_attributes").path("url");
    return web(url) ? URI.create(url.asText()) : null;
  }

  private static boolean web(JsonNode url) {
    try {
      String scheme = URI.create(url.asText()).getScheme();
      return "https".equals(scheme) || "http".equals(scheme);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
