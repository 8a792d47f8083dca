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

  /**
   * Commits of random people, as GitHub writes them, so that packing makes of it what it makes of
   * GitHub's own payloads of this size: three to four times smaller.
   */
  private static String padded(String payload, SplittableRandom random) {
    // Small ones are more frequent, as on GitHub: 11.7 KB on average, and 12.7 come of it, since a
    // commit is added whole.
    double size = random.nextDouble();
    int wanted = SMALLEST + (int) ((LARGEST - SMALLEST) * size * size);
    if (payload.length() >= wanted) {
      return payload;
    }
    // In front, as an issue or a check stands in front of its repository: the front door must get
    // past it to know the lane.
    StringBuilder text = new StringBuilder("{\"padding\":[");
    for (String comma = ""; text.length() + payload.length() < wanted; comma = ",") {
      text.append(comma).append(commit(random));
    }
    return text.append("],").append(payload.substring(payload.indexOf('{') + 1)).toString();
  }

  private static String commit(SplittableRandom random) {
    String login = digits(5, random);
    String address = "https://api.github.com/users/" + login;
    return """
        {"sha":"%s","tree":"%s","message":"%s","author":{"login":"%s","id":%d,"url":"%s",        "html_url":"https://github.com/%s","followers_url":"%s/followers",        "repos_url":"%s/repos","events_url":"%s/events{/privacy}","type":"User"}}"""
        .formatted(
            digits(20, random),
            digits(20, random),
            digits(24, random),
            login,
            random.nextInt(1_000_000, 200_000_000),
            address,
            login,
            address,
            address,
            address);
  }

  private static String digits(int bytes, SplittableRandom random) {
    byte[] digits = new byte[bytes];
    random.nextBytes(digits);
    return HexFormat.of().formatHex(digits);
  }

  static UUID guid(SplittableRandom random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }
}
