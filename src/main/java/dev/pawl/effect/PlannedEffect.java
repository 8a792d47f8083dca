package dev.pawl.effect;

/**
 * An effect that a decision asks for.
 *
 * @param key names it for ever: the same key is written once, however often it is asked for
 * @param reason one sentence for people
 */
public record PlannedEffect(String key, Intent intent, String reason) {}
