package dev.pawl.github;

import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final AppInForce app;
  private volatile @Nullable Signed signed;

  /**
   * @param by whose key it was signed with
   * @param until the end of its life, by GitHub's clock
   * @param ahead how far that clock was thought to be ahead when it was signed
   */
  private record Signed(AppInForce.Identity by, String token, Instant until, Duration ahead) {
    @Override
    public String toString() {
      return "Signed[until " + until + "]";
    }
  }

  AppIdentity(GitHubTime time, AppInForce app) {
    this.time = time;
    this.app = app;
  }

  /** Whether there is an App to be. */
  public boolean configured() {
    return app.identity().isPresent();
  }

  /** The App's id; empty while none is set up. */
  public Optional<Long> id() {
    return app.id();
  }

  /**
   * A token that says "I am this App", valid for some minutes.
   *
   * @throws IllegalStateException when no App is set up
   */
  String token() {
    AppInForce.Identity by =
        app.identity().orElseThrow(() -> new IllegalStateException("no App is set up"));
    Signed current = signed;
    Instant now = time.instant();
    Duration ahead = time.ahead();
    if (current == null
        || !current.by().equals(by)
        || current.until().isBefore(now.plus(RESERVE))
        || current.until().isAfter(now.plus(LIFE).plus(BACK))
        || !near(current.ahead(), ahead)) {
      Instant until = now.plus(LIFE);
      current = new Signed(by, sign(by, now.minus(BACK), until), until, ahead);
      signed = current;
    }
    return current.token();
  }

  private static boolean near(Duration one, Duration other) {
    return one.minus(other).abs().compareTo(BACK) < 0;
  }

  /** Says that Pawl is the App by another key, for a key that is to be tried out. */
  String token(AppInForce.Identity by) {
    Instant now = time.instant();
    return sign(by, now.minus(BACK), now.plus(LIFE));
  }

  private static String sign(AppInForce.Identity by, Instant from, Instant until) {
    return Jwt.issuer(Long.toString(by.id())).issuedAt(from).expiresAt(until).sign(by.key());
  }

  @Override
  public String toString() {
    return "AppIdentity[" + app.id().orElse(null) + "]";
  }
}
