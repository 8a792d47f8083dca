package dev.pawl.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over a body's raw bytes, as in {@code X-Hub-Signature-256}.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating
 *     webhook deliveries</a>
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int LENGTH = PREFIX.length() + 64;

  private Signature() {}

  /**
   * Whether the header signs these bytes with one of the secrets. While a secret is being replaced
   * two are valid. Every secret is tried in constant time, whichever matches.
   */
  static boolean matches(@Nullable String header, byte[] body, List<String> secrets) {
    byte @Nullable [] given = parse(header);
    if (given == null) {
      return false;
    }
    boolean matched = false;
    for (String secret : secrets) {
      matched |= MessageDigest.isEqual(given, of(body, secret));
    }
    return matched;
  }

  private static byte[] of(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte @Nullable [] parse(@Nullable String header) {
    if (header == null || header.length() != LENGTH || !header.startsWith(PREFIX)) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(header, PREFIX.length(), LENGTH);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
