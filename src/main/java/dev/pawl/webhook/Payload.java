package dev.pawl.webhook;

import dev.pawl.store.Packed;

/**
 * A payload as it is stored.
 *
 * @param bytes what is stored
 * @param packed whether it is packed
 * @param size bytes as received
 */
public record Payload(byte[] bytes, boolean packed, int size) {
  /** Less than this never becomes smaller by much. */
  private static final int SMALL = 256;

  /** What was received, packed. */
  static Payload of(byte[] received) {
    Packed stored = Packed.of(received, SMALL);
    return new Payload(stored.bytes(), stored.packed(), stored.size());
  }

  /**
   * What was received.
   *
   * @throws net.jpountz.lz4.LZ4Exception when what is stored is damaged
   */
  public byte[] received() {
    return new Packed(bytes, packed, size).plain();
  }
}
