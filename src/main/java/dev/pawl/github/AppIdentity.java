package dev.pawl.github;

import io.quarkiverse.githubapp.runtime.signing.JwtTokenCreator;
import io.quarkiverse.githubapp.runtime.signing.PrivateKeyUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pawl as an App: its id, and the short-lived tokens it signs with its key.
 *
 * <p>The key is read by quarkus-github-app, and the tokens are made by it. Its clients are not
 * used: one installation token costs them three calls, and they sleep on rate limits.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">JWT
 *     for a GitHub App</a>
 */
@ApplicationScoped
public class AppIdentity {
  // GitHub takes ten minutes at most; less leaves room for clocks that differ.
  private static final Duration LIFE = Duration.ofMinutes(9);
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final JwtTokenCreator creator;
  private final @Nullable Long id;
  private final @Nullable PrivateKey key;
  private volatile @Nullable Signed signed;

  private record Signed(String token, Instant until) {
    @Override
    public String toString() {
      return "Signed[until " + until + "]";
    }
  }

  AppIdentity(JwtTokenCreator creator, GitHubConfiguration configuration) {
    this.creator = creator;
    this.id = configuration.appId().filter(number -> number > 0).orElse(null);
    this.key = id == null ? null : key(configuration);
  }

  /** Whether there is an App to be. */
  public boolean configured() {
    return id != null && key != null;
  }

  /** The App's id; empty while none is set up. */
  public Optional<Long> id() {
    return Optional.ofNullable(id);
  }

  /**
   * A token that says "I am this App", valid for some minutes.
   *
   * @throws IllegalStateException when no App is set up
   */
  String token() {
    Signed current = signed;
    Instant now = Instant.now();
    if (current == null || current.until().isBefore(now.plus(RESERVE))) {
      current = new Signed(sign(), now.plus(LIFE));
      signed = current;
    }
    return current.token();
  }

  private String sign() {
    if (id == null || key == null) {
      throw new IllegalStateException("no App is set up");
    }
    try {
      return creator.createJwtToken(id.toString(), key, LIFE.toSeconds());
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException("the App's key does not sign", failure);
    }
  }

  private static PrivateKey key(GitHubConfiguration configuration) {
    String pem;
    String source;
    Optional<Path> file = configuration.privateKeyFile();
    if (configuration.privateKey().isPresent()) {
      source = "PAWL_GITHUB_PRIVATE_KEY";
      // Environment files often hold line breaks as \n.
      pem = configuration.privateKey().get().replace("\\n", "\n");
    } else if (file.isPresent()) {
      source = "PAWL_GITHUB_PRIVATE_KEY_FILE";
      try {
        pem = Files.readString(file.get());
      } catch (IOException unreadable) {
        throw new IllegalStateException(source + " cannot be read: " + file.get());
      }
    } else {
      throw new IllegalStateException(
          "PAWL_GITHUB_APP_ID is set, but neither PAWL_GITHUB_PRIVATE_KEY nor _FILE is");
    }
    try {
      return PrivateKeyUtil.loadKey(pem);
    } catch (GeneralSecurityException | RuntimeException broken) {
      // Without the cause: its message may hold parts of the key.
      throw new IllegalStateException(source + " is not a private key in PEM form");
    }
  }

  @Override
  public String toString() {
    return "AppIdentity[" + id + "]";
  }
}
