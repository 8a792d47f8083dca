package dev.pawl.webhook;

import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * A payload as it is stored: packed by LZ4 where that makes it smaller. Writing it three times,
 * over the network, into the log and into the table, costs more than packing it once.
 *
 * @param bytes what is stored
 * @param packed whether it is packed
 * @param size bytes as received
 */
public record Payload(byte[] bytes, boolean packed, int size) {
  private static final Logger LOG = Logger.getLogger(Payload.class);
  private static final LZ4Factory LZ4 = factory();

  /** Less than this never becomes smaller by much. */
  private static final int SMALL = 256;

  /** The native one takes a third of the time, but must be written to a temporary folder first. */
  private static LZ4Factory factory() {
    try {
      return LZ4Factory.nativeInstance();
    } catch (LinkageError | RuntimeException noSuchFolder) {
      LOG.infof("payloads are packed without native code: %s", noSuchFolder);
      return LZ4Factory.safeInstance();
    }
  }

  /** What was received, packed. */
  static Payload of(byte[] received) {
    if (received.length < SMALL) {
      return new Payload(received, false, received.length);
    }
    byte[] packed = LZ4.fastCompressor().compress(received);
    return packed.length < received.length
        ? new Payload(packed, true, received.length)
        : new Payload(received, false, received.length);
  }

  /**
   * What was received.
   *
   * @throws net.jpountz.lz4.LZ4Exception when what is stored is damaged
   */
  public byte[] received() {
    return packed ? LZ4.safeDecompressor().decompress(bytes, size) : bytes;
  }
}
