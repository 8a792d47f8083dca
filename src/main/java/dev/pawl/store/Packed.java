package dev.pawl.store;

import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Bytes as they are stored: packed by LZ4 where that makes them smaller. Writing them three times,
 * over the network, into the log and into the table, costs more than packing them once.
 *
 * @param bytes what is stored
 * @param packed whether it is packed
 * @param size how many bytes it was before
 */
public record Packed(byte[] bytes, boolean packed, int size) {
  private static final Logger LOG = Logger.getLogger(Packed.class);
  private static final LZ4Factory LZ4 = factory();

  /** The native one takes a third of the time, but must be written to a temporary folder first. */
  private static LZ4Factory factory() {
    try {
      return LZ4Factory.nativeInstance();
    } catch (LinkageError | RuntimeException noSuchFolder) {
      LOG.infof("what is stored is packed without native code: %s", noSuchFolder);
      return LZ4Factory.safeInstance();
    }
  }

  /**
   * @param from what has fewer bytes stays as it is
   */
  public static Packed of(byte[] plain, int from) {
    if (plain.length < from) {
      return new Packed(plain, false, plain.length);
    }
    byte[] packed = LZ4.fastCompressor().compress(plain);
    return packed.length < plain.length
        ? new Packed(packed, true, plain.length)
        : new Packed(plain, false, plain.length);
  }

  /**
   * What was packed.
   *
   * @throws net.jpountz.lz4.LZ4Exception when what is stored is damaged
   */
  public byte[] plain() {
    return packed ? LZ4.safeDecompressor().decompress(bytes, size) : bytes;
  }
}
