package dev.pawl.github;

import dev.pawl.store.Secret;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Another private key for the App that was set up. GitHub takes several at once, so the new one is
 * tried out before the old one gives way, and the old one is deleted there afterwards.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/managing-private-keys-for-github-apps">Managing
 *     private keys</a>
 */
@ApplicationScoped
public class AppKeys {
  /** What became of it. */
  public sealed interface Outcome {
    record Replaced() implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  private final AppTable table;
  private final AppInForce app;
  private final GitHubClient github;

  AppKeys(AppTable table, AppInForce app, GitHubClient github) {
    this.table = table;
    this.app = app;
    this.github = github;
  }

  /** Puts it into force when GitHub knows the App by it. */
  public Outcome replace(long id, String pem) {
    AppInForce.Identity identity;
    try {
      identity = new AppInForce.Identity(id, AppInForce.parse(pem, "This"));
    } catch (IllegalStateException noKey) {
      return new Outcome.Refused("This is not a private key in PEM form.");
    }
    return switch (github.getAppBy(identity)) {
      case Answer.Success success when success.body().path("id").asLong() == id -> stored(id, pem);
      case Answer.Success _ -> new Outcome.Refused("This is the key of another App.");
      case Answer.Refused refused ->
          new Outcome.Refused("GitHub does not know the App by this key: " + refused.message());
      case Answer.RateLimited limited ->
          new Outcome.Refused("GitHub asks to wait until " + limited.until() + ".");
      case Answer.Unknown unknown ->
          new Outcome.Refused("The key could not be tried out: " + unknown.reason() + ".");
    };
  }

  private Outcome stored(long id, String pem) {
    if (!table.privateKey(id, new Secret(pem))) {
      return new Outcome.Refused("Another App was set up meanwhile.");
    }
    app.refresh();
    return new Outcome.Replaced();
  }
}
