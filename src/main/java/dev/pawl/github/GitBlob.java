package dev.pawl.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Git's name of a file's content.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class GitBlob {
  private GitBlob() {}

  /** Of a text's UTF-8 bytes. */
  public static String id(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      // It names a content as Git does; nothing is kept safe by it.
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-1", impossible);
    }
  }
}
