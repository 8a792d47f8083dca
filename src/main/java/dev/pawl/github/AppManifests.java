package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of an App's registration from a manifest: GitHub gives its credentials for a code, once.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest">Registering
 *     a GitHub App from a manifest</a>
 */
@ApplicationScoped
public class AppManifests {
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 500;

  /** How it ended. */
  public sealed interface Outcome {
    record Made(NewApp app) implements Outcome {}

    /** GitHub knows no such code: it was used, is older than an hour, or never was one. */
    record Refused(String reason) implements Outcome {}

    /** GitHub gave something that is not understood; the code is spent. */
    record Unusable(String reason) implements Outcome {}

    /** It is not known whether GitHub took the code. */
    record Unknown(String reason) implements Outcome {}
  }

  private final GitHubClient github;
  private final GitHubAddresses addresses;

  AppManifests(GitHubClient github, GitHubAddresses addresses) {
    this.github = github;
    this.addresses = addresses;
  }

  /** Where a browser brings the manifest to; for an organisation, or the person's own account. */
  public String registration(String organization) {
    return addresses.web()
        + (organization.isEmpty() ? "" : "/organizations/" + organization)
        + "/settings/apps/new";
  }

  /** Fetches the credentials of the App that the code stands for. */
  public Outcome convert(String code) {
    Call call =
        new Call(
            Endpoint.CONVERT_MANIFEST,
            Map.of("code", code),
            Map.of(),
            null,
            new Principal.Nobody());
    return switch (github.send(call)) {
      case Answer.Success success -> read(success.body(), addresses.web());
      case Answer.Refused refused -> new Outcome.Refused(refused.message());
      case Answer.RateLimited limited ->
          new Outcome.Unknown("GitHub asks to wait until " + limited.until());
      case Answer.Unknown unknown -> new Outcome.Unknown(unknown.reason());
    };
  }

  /**
   * What is taken of the answer.
   *
   * @param web the GitHub that people see
   */
  static Outcome read(JsonNode body, String web) {
    long id = body.path("id").asLong();
    String slug = body.path("slug").asText("");
    String pem = text(body, "pem");
    String clientSecret = text(body, "client_secret");
    if (id <= 0 || !SLUG.matcher(slug).matches() || pem == null || clientSecret == null) {
      return new Outcome.Unusable("its id, name, key or client secret is missing");
    }
    try {
      AppInForce.parse(pem, "what GitHub gave");
    } catch (IllegalStateException noKey) {
      return new Outcome.Unusable("its key is no private key in PEM form");
    }
    String webhookSecret = text(body, "webhook_secret");
    return new Outcome.Made(
        new NewApp(
            id,
            slug,
            bounded(body.path("name").asText(slug), LONGEST_NAME),
            bounded(body.path("owner").path("login").asText(""), LONGEST_NAME),
            page(body.path("html_url").asText(""), slug, web),
            bounded(body.path("client_id").asText(""), LONGEST_TEXT),
            new Secret(pem),
            new Secret(clientSecret),
            webhookSecret == null ? null : new Secret(webhookSecret)));
  }

  /** People are led there, so it must be on the GitHub that is configured. */
  private static String page(String given, String slug, String web) {
    boolean own = given.length() <= LONGEST_TEXT && given.startsWith(web + "/");
    return own ? given : web + "/apps/" + slug;
  }

  private static @Nullable String text(JsonNode body, String field) {
    String value = body.path(field).asText("");
    return body.path(field).isNull() || value.isBlank() ? null : value;
  }

  private static String bounded(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
