package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request ended. What a write has left behind differs in each case. */
public sealed interface Answer {
  /**
   * 2xx: it was done.
   *
   * @param next the cursor of a list's next page; null when there is none
   */
  record Success(int status, JsonNode body, @Nullable String next) implements Answer {}

  /**
   * A definite no: nothing was written.
   *
   * @param message GitHub's own words
   * @param codes GitHub's codes for what is wrong, such as {@code already_exists} or {@code
   *     NOT_FOUND}
   */
  record Refused(int status, String message, List<String> codes) implements Answer {}

  /**
   * Not now: nothing was written.
   *
   * @param until when to ask again, by the world's clock
   */
  record RateLimited(Instant until, Limit limit) implements Answer {}

  /** It may have been written, or not: a timeout, a server error, a broken connection. */
  record Unknown(String reason) implements Answer {}

  /** Which limit was met. */
  enum Limit {
    /** The requests of an hour. */
    PRIMARY,
    /** Too much at once, in GitHub's judgement. */
    SECONDARY,
    /** Pawl's own spacing of what creates content. */
    CONTENT
  }
}
