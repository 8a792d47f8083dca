package dev.pawl.github;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitHub whether the App is installed on a repository. Being able to read it proves nothing: a
 * public repository is there for everybody.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app">Get
 *     a repository installation</a>
 */
@ApplicationScoped
public class InstallationFinder {
  /** What GitHub says. */
  public sealed interface Outcome {
    record Installed(long installation) implements Outcome {}

    record NotInstalled() implements Outcome {}

    /**
     * GitHub did not say.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later(String reason, @Nullable Instant until) implements Outcome {}
  }

  private static final int NOT_FOUND = 404;

  private final GitHubClient github;

  InstallationFinder(GitHubClient github) {
    this.github = github;
  }

  public Outcome find(String owner, String name) {
    Call call =
        new Call(
            Endpoint.GET_REPOSITORY_INSTALLATION,
            Map.of("owner", owner, "repo", name),
            Map.of(),
            null,
            new Principal.App());
    return switch (github.send(call)) {
      case Answer.Success success -> new Outcome.Installed(success.body().path("id").asLong());
      case Answer.Refused refused when refused.status() == NOT_FOUND -> new Outcome.NotInstalled();
      case Answer.Refused refused -> new Outcome.Later(refused.message(), null);
      case Answer.RateLimited limited ->
          new Outcome.Later("GitHub's rate limit is reached", limited.until());
      case Answer.Unknown unknown -> new Outcome.Later(unknown.reason(), null);
    };
  }
}
