package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token of an installation.
 *
 * @param repositories ids it is limited to; null: all that the installation covers
 * @param expiresAt in real time, whatever the world's clock says
 */
public record AccessToken(
    String token,
    long installation,
    @Nullable Set<Long> repositories,
    Map<String, String> permissions,
    Instant expiresAt) {}
