package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The token that Pawl makes: shown once, stored as a hash. */
@QuarkusTest
@TestProfile(OperatorTokenStoryTest.First.class)
class OperatorTokenStoryTest extends Story {
  private static final Path LOG = Path.of("target/operator-token/pawl.log");

  /** The very first start, with the log in a file. */
  public static final class First implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Files.deleteIfExists(LOG);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return Map.of(
          "pawl.operator.required", "true",
          "quarkus.log.file.enabled", "true",
          "quarkus.log.file.path", LOG.toString());
    }
  }

  @Inject Operators operators;

  @Test
  void isShownOnceAndStoredAsAHash() throws Exception {
    List<String> shown = shown();
    assertThat(shown).hasSize(1);
    String token = shown.getFirst();
    assertThat(token).hasSize(43);
    assertThat(count("select count(*) as n from operator_token")).isOne();
    assertThat(row()).contains(RandomToken.hash(token)).doesNotContain(token);
    assertThat(status("Bearer " + token)).isEqualTo(200);
    assertThat(status("Bearer " + RandomToken.hash(token))).isEqualTo(401);

    // A second start, or a second replica.
    String before = row();
    operators.start(new StartupEvent());
    assertThat(shown()).containsExactly(token);
    assertThat(row()).isEqualTo(before);
    assertThat(status("Bearer " + token)).isEqualTo(200);

    // What the documents say to who has lost it.
    database().execute("delete from operator_token");
    assertThat(status("Bearer " + token)).isEqualTo(401);
    operators.start(new StartupEvent());
    assertThat(shown()).hasSize(2);
    assertThat(status("Bearer " + shown().getLast())).isEqualTo(200);
    assertThat(status("Bearer " + token)).isEqualTo(401);
  }

  /** The whole row, as text. */
  private String row() {
    return database()
        .execute("select operator_token::text as t from operator_token")
        .iterator()
        .next()
        .getString("t");
  }

  private static List<String> shown() throws IOException {
    return Pattern.compile("shown only this once: ([\\w-]+)")
        .matcher(Files.readString(LOG))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private int status(String authorization) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(webhook().resolve("/api/health"))
                  .header("Authorization", authorization)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
