package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How what arrives relates to what is stored, by GitHub's {@code updated_at}, which counts seconds.
 */
enum Version {
  NEWER,
  SAME_TIME,
  OLDER;

  /** An arrival without a time cannot be placed and counts as a tie. */
  static Version of(@Nullable Instant arrived, @Nullable Instant stored) {
    if (stored == null) {
      return NEWER;
    }
    if (arrived == null) {
      return SAME_TIME;
    }
    int order = arrived.compareTo(stored);
    return order > 0 ? NEWER : order == 0 ? SAME_TIME : OLDER;
  }

  /**
   * GitHub writes times as ISO text, and in some events as seconds since 1970; null when neither.
   */
  static @Nullable Instant time(JsonNode value) {
    try {
      if (value.isIntegralNumber()) {
        return Instant.ofEpochSecond(value.longValue());
      }
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
