package dev.pawl.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.act.Registrations;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an App is made from a manifest: a page to confirm it, and the way back with the code.
 * Nobody signs in here; an App of one's own belongs to the first person there is (assumed). Source:
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest.
 */
public final class RegistrationPages {
  private static final Pattern PATH =
      Pattern.compile("(?:/organizations/([^/]+))?/settings/apps(/new)?");

  private static final Pattern KEYS = Pattern.compile("/settings/apps/([^/]+)/keys");

  private final World world;
  private final Registrations registrations;

  public RegistrationPages(World world, Registrations registrations) {
    this.world = world;
    this.registrations = registrations;
  }

  /** Null: not one of these pages. */
  public @Nullable Answer answer(Call call) {
    Matcher path = PATH.matcher(call.path());
    Matcher keys = KEYS.matcher(call.path());
    if (!call.method().equals("POST") || !(path.matches() || keys.matches())) return null;
    world.lock.lock();
    try {
      if (keys.matches()) return key(keys.group(1));
      Optional<Account> owner = owner(path.group(1));
      if (owner.isEmpty()) return Answer.html(404, Html.page("Nothing here", ""));
      return path.group(2) == null ? made(call, owner.get()) : confirm(call, owner.get());
    } catch (ApiError refused) {
      return Trouble.page(refused.status(), String.valueOf(refused.getMessage()), "/");
    } finally {
      world.lock.unlock();
    }
  }

  /** GitHub gives a new key as a file, once. */
  private Answer key(String slug) {
    return slug.equals(world.app().slug())
        ? Answer.html(200, registrations.newKey()).header("Content-Type", "application/x-pem-file")
        : Answer.html(404, Html.page("Nothing here", ""));
  }

  private Optional<Account> owner(@Nullable String organization) {
    Account.Type type = organization == null ? Account.Type.User : Account.Type.Organization;
    return world.rows().accounts.values().stream()
        .filter(account -> account.type == type)
        .filter(account -> organization == null || account.login.equalsIgnoreCase(organization))
        .findFirst();
  }

  private static Answer confirm(Call call, Account owner) {
    Map<String, String> form = call.form();
    JsonNode manifest = manifest(form);
    String action =
        owner.type == Account.Type.Organization
            ? "/organizations/" + owner.login + "/settings/apps"
            : "/settings/apps";
    String body =
        "<p>For "
            + Html.escape(owner.login)
            + ".</p><form method=\"post\" action=\""
            + Html.escape(action)
            + "\">"
            + hidden("manifest", form.getOrDefault("manifest", ""))
            + hidden("state", call.query("state", form.getOrDefault("state", "")))
            + "<label>GitHub App name <input name=\"name\" required maxlength=\"34\" value=\""
            + Html.escape(manifest.path("name").asText())
            + "\"></label><button>Create GitHub App</button></form>";
    return Answer.html(200, Html.page("Create GitHub App", body));
  }

  private Answer made(Call call, Account owner) {
    Map<String, String> form = call.form();
    JsonNode manifest = manifest(form);
    String name = form.getOrDefault("name", manifest.path("name").asText());
    String code = registrations.register(manifest, name, owner);
    String back = manifest.path("redirect_url").asText();
    return Answer.empty(302)
        .header(
            "Location",
            back
                + (back.contains("?") ? "&" : "?")
                + "code="
                + code
                + "&state="
                + URLEncoder.encode(form.getOrDefault("state", ""), StandardCharsets.UTF_8));
  }

  private static JsonNode manifest(Map<String, String> form) {
    try {
      return Json.MAPPER.readTree(form.getOrDefault("manifest", ""));
    } catch (JsonProcessingException noJson) {
      throw ApiError.of(422, "Invalid GitHub App configuration");
    }
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Html.escape(value) + "\">";
  }
}
