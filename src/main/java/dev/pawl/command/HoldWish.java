package dev.pawl.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why and until when somebody wants to hold something back, as it was sent.
 *
 * @param until null: until somebody lifts it
 */
public record HoldWish(String why, @Nullable Instant until) {
  private static final int LONGEST = 500;
  private static final Duration FARTHEST = Duration.ofDays(366);

  HoldWish cleaned() {
    return new HoldWish(CleanText.line(why), until);
  }

  /** Why it cannot be taken; empty when it can. To be asked of a cleaned one. */
  Optional<String> mistake(Instant now) {
    if (why.isEmpty()) {
      return Optional.of("Say why, so that everybody knows.");
    }
    if (why.length() > LONGEST) {
      return Optional.of("The reason may have " + LONGEST + " characters at most.");
    }
    if (until != null && !until.isAfter(now)) {
      return Optional.of("The end must be in the future.");
    }
    if (until != null && until.isAfter(now.plus(FARTHEST))) {
      return Optional.of("The end must be within a year.");
    }
    return Optional.empty();
  }
}
