package dev.pawl.sandbox.shape;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Global node ids: a prefix for the type, as GitHub's newer ids have, and the database id. */
public record NodeId(String prefix, long id) {
  public static String of(String prefix, long id) {
    byte[] bytes = ByteBuffer.allocate(10).put((byte) 0x92).put((byte) 0xce).putLong(id).array();
    return prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static @Nullable NodeId parse(String text) {
    int end = text.indexOf('_');
    if (end < 1) return null;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(end + 1));
      if (bytes.length != 10) return null;
      return new NodeId(text.substring(0, end), ByteBuffer.wrap(bytes).getLong(2));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
