package dev.pawl.admin;

import java.util.Locale;

/** How the pages say how large a text is. */
final class ByteSize {
  private static final int KILO = 1024;

  private ByteSize() {}

  static String said(long bytes) {
    if (bytes < KILO) {
      return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
    return String.format(Locale.ROOT, "%,.1f KB", (double) bytes / KILO);
  }
}
