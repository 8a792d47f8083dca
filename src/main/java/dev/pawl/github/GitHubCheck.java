package dev.pawl.github;

import dev.pawl.store.ComponentCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Whether GitHub answers and knows Pawl as the App it says it is.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app">Get the
 *     authenticated app</a>
 */
@ApplicationScoped
class GitHubCheck implements ComponentCheck {
  private final GitHubClient github;
  private final AppIdentity identity;

  GitHubCheck(GitHubClient github, AppIdentity identity) {
    this.github = github;
    this.identity = identity;
  }

  @Override
  public String component() {
    return "GitHub";
  }

  @Override
  public Finding check() {
    if (!identity.configured()) {
      return Finding.fails(
          "No App is set up: do it on the page /setup, or give PAWL_GITHUB_APP_ID and its key.");
    }
    Call call = new Call(Endpoint.GET_APP, Map.of(), Map.of(), null, new Principal.App());
    return switch (github.send(call)) {
      case Answer.Success success ->
          Finding.works("GitHub knows the App as " + success.body().path("slug").asText("?") + ".");
      case Answer.Refused refused ->
          Finding.fails("GitHub does not accept the App's key: " + refused.message());
      case Answer.RateLimited limited ->
          Finding.works("GitHub answers, but asks to wait until " + limited.until() + ".");
      case Answer.Unknown unknown -> Finding.fails("GitHub does not answer: " + unknown.reason());
    };
  }
}
