package dev.pawl.effect;

import dev.pawl.github.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a look at GitHub tells of an effect whose outcome is unknown. */
public sealed interface Probe {
  /** It was written. */
  record Found(Written written) implements Probe {}

  /** It is not there, as far as the lists tell today. */
  record Absent() implements Probe {}

  /**
   * GitHub did not say.
   *
   * @param again when to ask again at the earliest, by the world's clock; null: after the usual
   *     time
   */
  record Unclear(String reason, @Nullable Instant again) implements Probe {}

  /** Nobody will ever be able to tell, and to write it twice would be worse than not at all. */
  record Lost(String reason) implements Probe {}

  static Probe unclear(String reason) {
    return new Unclear(reason, null);
  }

  /** For an answer to a look that is no success. */
  static Probe notSaid(Answer answer) {
    return switch (answer) {
      case Answer.RateLimited limited -> new Unclear("rate limit", limited.until());
      case Answer.Refused refused -> unclear(refused.message());
      case Answer.Unknown unknown -> unclear(unknown.reason());
      case Answer.Success _ -> unclear("the answer was not understood");
    };
  }
}
