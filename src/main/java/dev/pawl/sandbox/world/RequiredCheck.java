package dev.pawl.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A check run or commit status that must succeed.
 *
 * @param app the App that must have made the check run; null: anyone
 */
public record RequiredCheck(String context, @Nullable Long app) {}
