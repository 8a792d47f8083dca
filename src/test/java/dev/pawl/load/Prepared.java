package dev.pawl.load;

import dev.pawl.testing.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A signed delivery, made before the clock runs; only its GUID differs from one sending to the
 * next.
 */
public record Prepared(byte[] head, byte[] body) {
  private static final int SMALLEST = 5 * 1024;
  private static final int LARGEST = 25 * 1024;

  /** What GitHub sends, by event and payload. */
  public record Example(String event, String payload) {}

  public static Prepared of(Example example, String host, String secret, SplittableRandom random) {
    byte[] body = padded(example.payload(), random).getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST /webhook HTTP/1.1\r
        Host: %s\r
        User-Agent: GitHub-Hookshot/bench\r
        Accept: */*\r
        Content-Type: application/json\r
        X-GitHub-Event: %s\r
        X-Hub-Signature-256: %s\r
        Content-Length: %d\r
        X-GitHub-Delivery: """
            .formatted(host, example.event(), Webhook.sign(body, secret), body.length);
    return new Prepared((head + " ").getBytes(StandardCharsets.US_ASCII), body);
  }

  /** Several sizes of each example, spread evenly between 5 and 25 KB. */
  public static List<Prepared> several(
      List<Example> examples, int each, String host, String secret, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Prepared> all = new ArrayList<>();
    for (Example example : examples) {
      for (int i = 0; i < each; i++) {
        all.add(of(example, host, secret, random));
      }
    }
    return all;
  }

  /** Random digits, so that no compression makes it smaller than real text would be. */
  private static String padded(String payload, SplittableRandom random) {
    int missing = random.nextInt(SMALLEST, LARGEST) - payload.length();
    if (missing <= 0) {
      return payload;
    }
    byte[] digits = new byte[missing / 2];
    random.nextBytes(digits);
    return payload.substring(0, payload.lastIndexOf('}'))
        + ",\"padding\":\""
        + HexFormat.of().formatHex(digits)
        + "\"}";
  }

  static UUID guid(SplittableRandom random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }
}
