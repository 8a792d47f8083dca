package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a request ended. What a write has left behind differs in each case. */
public sealed interface Answer {
  /**
   * 2xx: it was done.
   *
   * @param next the cursor of a list's next page; null when there is none
   * @param missing what GraphQL left out, with an error beside the rest; empty for REST
   */
  record Success(int status, JsonNode body, @Nullable String next, List<Missing> missing)
      implements Answer {
    public Success {
      missing = List.copyOf(missing);
    }

    public Success(int status, JsonNode body, @Nullable String next) {
      this(status, body, next, List.of());
    }
  }

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

  /**
   * A part of a GraphQL answer that is null because it could not be had, and not because there is
   * none.
   *
   * @param path the fields that lead there below {@code data}, and positions in lists, with dots
   *     between them; empty where GitHub names none
   * @param type such as {@code FORBIDDEN}; empty where GitHub names none
   * @param message GitHub's own words
   * @see <a href="https://spec.graphql.org/October2021/#sec-Errors">Errors</a>
   */
  record Missing(String path, String type, String message) {
    private static final Set<String> NOT_THERE = Set.of("NOT_FOUND", "FORBIDDEN");

    /** Whether GitHub says that there is none, or none that Pawl may see; else it failed itself. */
    public boolean notThere() {
      return NOT_THERE.contains(type);
    }
  }

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
