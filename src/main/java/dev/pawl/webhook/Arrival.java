package dev.pawl.webhook;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A verified delivery on its way into the inbox.
 *
 * @param stored completes when its row is committed, and fails when it could not be
 */
record Arrival(
    UUID guid, String event, String lane, Payload payload, CompletableFuture<Void> stored) {}
