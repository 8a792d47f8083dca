package dev.pawl.github;

import dev.pawl.store.MachineClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The time at GitHub, as its last answer told it: whoever signs a token by a wrong clock is not let
 * in.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app#about-json-web-tokens-jwts">About
 *     JSON Web Tokens</a>
 */
@ApplicationScoped
class GitHubTime implements InstantSource {
  /** Less is the way of the answer, and the header's whole seconds. */
  private static final Duration NOISE = Duration.ofSeconds(30);

  private final MachineClock machine;
  private volatile Duration ahead = Duration.ZERO;

  GitHubTime(MachineClock machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  /** How far GitHub's clock is ahead of this machine's; negative when it is behind. */
  Duration ahead() {
    return ahead;
  }

  /** Takes the time from an answer. */
  void observe(HttpHeaders headers) {
    date(headers)
        .ifPresent(
            date -> {
              Duration seen = Duration.between(machine.instant(), date);
              ahead = seen.abs().compareTo(NOISE) < 0 ? Duration.ZERO : seen;
            });
  }

  /** When GitHub sent an answer, by its own clock; empty when it does not say. */
  static Optional<Instant> date(HttpHeaders headers) {
    try {
      return headers
          .firstValue("date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
