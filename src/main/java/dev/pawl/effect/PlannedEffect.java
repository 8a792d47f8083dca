package dev.pawl.effect;

import org.jspecify.annotations.Nullable;

/**
 * An effect that a decision asks for.
 *
 * @param key names it for ever: the same key is written once, however often it is asked for
 * @param reason one sentence for people
 * @param after the key of the effect that must have ended before this one is tried; null: none
 */
public record PlannedEffect(String key, Intent intent, String reason, @Nullable String after) {
  public PlannedEffect(String key, Intent intent, String reason) {
    this(key, intent, reason, null);
  }
}
