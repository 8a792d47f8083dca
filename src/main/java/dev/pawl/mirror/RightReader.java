package dev.pawl.mirror;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.github.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitHub what somebody may do in a repository, each time anew: a right may have been taken a
 * moment ago. Waits for the answer, so it never belongs into a transaction.
 */
@ApplicationScoped
public class RightReader {
  private static final int NOT_FOUND = 404;

  private final GitHubClient github;

  RightReader(GitHubClient github) {
    this.github = github;
  }

  /** What GitHub says. */
  public sealed interface Outcome {
    record Known(Right right) implements Outcome {}

    /**
     * GitHub did not say.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later(String reason, @Nullable Instant until) implements Outcome {}
  }

  /**
   * @param id GitHub's id of the account: the name may be somebody else's by now, who has no say
   */
  public Outcome ask(Repository repository, long id, String login) {
    Call call =
        new Call(
            Endpoint.GET_PERMISSION,
            Map.of("owner", repository.owner, "repo", repository.name, "username", login),
            Map.of(),
            null,
            new Principal.Installation(repository.installationId));
    return switch (github.send(call)) {
      case Answer.Success success ->
          new Outcome.Known(
              success.body().path("user").path("id").asLong(0) == id
                  ? Right.of(success.body())
                  : Right.NONE);
      case Answer.Refused refused when refused.status() == NOT_FOUND ->
          new Outcome.Known(Right.NONE);
      case Answer.Refused refused -> new Outcome.Later(refused.message(), null);
      case Answer.RateLimited limited ->
          new Outcome.Later("GitHub's rate limit is reached", limited.until());
      case Answer.Unknown unknown -> new Outcome.Later(unknown.reason(), null);
    };
  }
}
