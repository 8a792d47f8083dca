package dev.pawl.effect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An effect that a decision asks for.
 *
 * @param key names it for ever: the same key is written once, however often it is asked for
 * @param reason one sentence for people
 * @param after the key of the effect that must have ended before this one is tried; null: none
 * @param pullRequest the pull request it is aimed at, so that a hold on that one stops it; null:
 *     none
 * @param finishing whether it finishes what was begun: a pause that lets work under way end lets it
 *     through
 * @param notAfter from when on it is not tried any more, by the world's clock; null: no such time
 * @param spared whether a freeze of all merges lets it through
 */
public record PlannedEffect(
    String key,
    Intent intent,
    String reason,
    @Nullable String after,
    @Nullable Integer pullRequest,
    boolean finishing,
    @Nullable Instant notAfter,
    boolean spared) {
  public PlannedEffect(String key, Intent intent, String reason) {
    this(key, intent, reason, null);
  }

  public PlannedEffect(String key, Intent intent, String reason, @Nullable String after) {
    this(key, intent, reason, after, null, false, null, false);
  }

  /** The same, aimed at a pull request. */
  public PlannedEffect aimedAt(int number) {
    return new PlannedEffect(key, intent, reason, after, number, finishing, notAfter, spared);
  }

  /** The same, as one that finishes what was begun. */
  public PlannedEffect asFinishing() {
    return new PlannedEffect(key, intent, reason, after, pullRequest, true, notAfter, spared);
  }

  /** The same, in the face of freezes. */
  public PlannedEffect until(@Nullable Instant begin, boolean letThrough) {
    return new PlannedEffect(key, intent, reason, after, pullRequest, finishing, begin, letThrough);
  }
}
