package dev.pawl.github;

import io.quarkiverse.githubapp.runtime.signing.PrivateKeyUtil;
import io.smallrye.jwt.build.Jwt;
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
 * <p>The key is read by quarkus-github-app. Its tokens and clients are not used: the tokens go by
 * this machine's clock, and the clients make three calls for one token and sleep on rate limits.
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

  // GitHub asks for a minute back, for clocks that differ.
  private static final Duration BACK = Duration.ofMinutes(1);
  private final GitHubTime time;
  private final @Nullable Long id;
  private final @Nullable PrivateKey key;
  private volatile @Nullable Signed signed;

  /**
   * @param until the end of its life, by GitHub's clock
   * @param ahead how far that clock was thought to be ahead when it was signed
   */
  private record Signed(String token, Instant until, Duration ahead) {
    @Override
    public String toString() {
      return "Signed[until " + until + "]";
    }
  }

  AppIdentity(GitHubTime time, GitHubConfiguration configuration) {
    this.time = time;
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
    Instant now = time.instant();
    Duration ahead = time.ahead();
    if (current == null
        || current.until().isBefore(now.plus(RESERVE))
        || current.until().isAfter(now.plus(LIFE).plus(BACK))
        || !near(current.ahead(), ahead)) {
      Instant until = now.plus(LIFE);
      current = new Signed(sign(now.minus(BACK), until), until, ahead);
      signed = current;
    }
    return current.token();
  }

  private static boolean near(Duration one, Duration other) {
    return one.minus(other).abs().compareTo(BACK) < 0;
  }

  private String sign(Instant from, Instant until) {
    if (id == null || key == null) {
      throw new IllegalStateException("no App is set up");
    }
    return Jwt.issuer(id.toString()).issuedAt(from).expiresAt(until).sign(key);
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
