package dev.pawl.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * One delivery, as the lane reads it from the inbox.
 *
 * @param payload the bytes as received; empty when their day was dropped
 */
public record Delivery(
    UUID guid,
    long sequence,
    String event,
    String lane,
    Instant receivedAt,
    int attempts,
    byte[] payload) {}
