package dev.pawl.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delivery, as the lane reads it from the inbox.
 *
 * @param stored the payload as it is stored; null when its day was dropped
 */
public record Delivery(
    UUID guid,
    long sequence,
    String event,
    String lane,
    Instant receivedAt,
    int attempts,
    @Nullable Payload stored) {

  /** The bytes as received; empty when they are not there any more. Unpacked at each call. */
  public byte[] payload() {
    return stored == null ? new byte[0] : stored.received();
  }

  /** How many bytes were received; 0 when they are not there any more. */
  public int bytes() {
    return stored == null ? 0 : stored.size();
  }
}
