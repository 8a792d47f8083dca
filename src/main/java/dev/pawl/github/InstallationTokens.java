package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens by which the App acts on an account: each lives an hour of real time and is asked for
 * once, however many lanes need it at the same moment.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token</a>
 */
@ApplicationScoped
class InstallationTokens {
  private static final Duration RESERVE = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  /** A token, or the answer that stands for having none. */
  sealed interface Outcome {
    record Token(String value) implements Outcome {
      @Override
      public String toString() {
        return "Token[…]";
      }
    }

    record None(Answer answer) implements Outcome {}
  }

  private record Cached(String value, Instant until) {
    @Override
    public String toString() {
      return "Cached[until " + until + "]";
    }
  }

  private static final class Place {
    final ReentrantLock asking = new ReentrantLock();
    volatile @Nullable Cached cached;
  }

  private final ConcurrentHashMap<Long, Place> places = new ConcurrentHashMap<>();
  private final GitHubTime time;

  InstallationTokens(GitHubTime time) {
    this.time = time;
  }

  /**
   * The installation's token.
   *
   * @param ask asks GitHub for a new one
   */
  Outcome token(long installation, Supplier<Answer> ask) {
    if (places.size() > MOST) {
      places.clear();
    }
    Place place = places.computeIfAbsent(installation, id -> new Place());
    Cached fresh = fresh(place);
    if (fresh != null) {
      return new Outcome.Token(fresh.value());
    }
    place.asking.lock();
    try {
      Cached meanwhile = fresh(place);
      if (meanwhile != null) {
        return new Outcome.Token(meanwhile.value());
      }
      Answer answer = ask.get();
      if (answer instanceof Answer.Success success) {
        Cached cached = read(success.body());
        place.cached = cached;
        return new Outcome.Token(cached.value());
      }
      return new Outcome.None(answer);
    } finally {
      place.asking.unlock();
    }
  }

  /** Forgets a token that GitHub no longer takes. */
  void drop(long installation) {
    places.remove(installation);
  }

  private @Nullable Cached fresh(Place place) {
    Cached cached = place.cached;
    return cached != null && cached.until().isAfter(time.instant().plus(RESERVE)) ? cached : null;
  }

  private Cached read(JsonNode body) {
    Instant until;
    try {
      until = Instant.parse(body.path("expires_at").asText());
    } catch (DateTimeParseException malformed) {
      until = time.instant().plus(RESERVE.multipliedBy(2));
    }
    return new Cached(body.path("token").asText(), until);
  }
}
