package dev.pawl.sandbox.access;

import dev.pawl.sandbox.world.AccessToken;
import dev.pawl.sandbox.world.Installation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens that look like GitHub's of today: some 520 characters, with dots and underscores.
 */
public final class TokenMint {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

  private final SecureRandom random = new SecureRandom();
  private volatile Duration lifetime = Duration.ofHours(1);

  /** An hour on GitHub; tests shorten it rather than wait. */
  public void lifetime(Duration duration) {
    lifetime = duration;
  }

  /** Token lifetimes run by real time. */
  AccessToken mintAt(
      Instant now,
      Installation installation,
      @Nullable Set<Long> repositories,
      Map<String, String> permissions) {
    String text = "ghs_" + part(36) + "." + part(300) + "." + part(178);
    Instant expiry = now.plus(lifetime);
    return new AccessToken(
        text,
        installation.id,
        repositories,
        permissions,
        lifetime.toSeconds() < 10 ? expiry : expiry.truncatedTo(ChronoUnit.SECONDS));
  }

  public AccessToken mint(
      Installation installation,
      @Nullable Set<Long> repositories,
      Map<String, String> permissions) {
    return mintAt(Instant.now(), installation, repositories, permissions);
  }

  /** What the tokens of scripted agents begin with. */
  static final String AGENT = "ghu_agent";

  public String agent() {
    return AGENT + part(36).replace('_', 'x').replace('-', 'y');
  }

  /** A personal token. */
  public String personal() {
    return "ghp_" + part(36).replace('_', 'x').replace('-', 'y');
  }

  private String part(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    return text.toString();
  }
}
