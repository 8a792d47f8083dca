package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pawl was down for an hour, and GitHub tried to deliver 5,000 times. */
@Timeout(600)
class HealingTest extends SystemStory {
  private static final int REPOSITORIES = 25;
  private static final int EACH = 200;
  private static final int POINTS_A_MINUTE = 900;

  @Test
  void fiveThousandMissedOnesAreHealedWithinTheLimits() {
    for (int i = 0; i < REPOSITORIES; i++) {
      github.createRepository("acme", "quiet-" + i, Map.of("README.md", "# no goal"));
    }
    PawlProcess before = run(pawl());
    deliverTo(before);
    github.install("acme");
    eventually(() -> count("select count(*) from decision") >= REPOSITORIES);
    settled();
    before.stop();
    for (int i = 0; i < REPOSITORIES; i++) {
      for (int n = 0; n < EACH; n++) {
        github.openIssue("acme/quiet-" + i, "acme", "missed " + n, "");
      }
    }
    eventually(() -> github.deliveriesSettled());
    github.clearRequests();

    PawlProcess after = run(pawl());
    Instant begin = Instant.now();
    deliverTo(after);
    await()
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                count("select count(*) from gap_delivery where state = 'healed'")
                    == REPOSITORIES * EACH);
    Duration real = Duration.between(begin, Instant.now());
    settled();

    assertThat(count("select count(*) from mirror_issue where title like 'missed %'"))
        .isEqualTo(REPOSITORIES * EACH);
    assertThat(count("select count(*) from gap_delivery where state <> 'healed'")).isZero();
    assertThat(github.requests("POST", "/app/hook/deliveries/.*")).isEmpty();
    Set<String> read = new HashSet<>();
    TreeMap<Long, Integer> minutes = new TreeMap<>();
    for (JsonNode request : github.requests("GET", "/app/hook/deliveries.*")) {
      String path = request.path("path").asText();
      assertThat(path.endsWith("deliveries") || read.add(path)).as("read twice: %s", path).isTrue();
      minutes.merge(
          Instant.parse(request.path("at").asText()).getEpochSecond() / 60, 1, Integer::sum);
    }
    assertThat(read).hasSize(REPOSITORIES * EACH);
    assertThat(minutes.values()).allMatch(points -> points <= POINTS_A_MINUTE);
    List<String> took =
        texts("select round(extract(epoch from max(ended_at) - min(found_at))) from gap_delivery");
    System.out.printf(
        "%d deliveries healed in %s s of GitHub's time (%d s of this machine's), at most %d requests a minute%n",
        REPOSITORIES * EACH,
        took.getFirst(),
        real.toSeconds(),
        minutes.values().stream().mapToInt(Integer::intValue).max().orElse(0));
  }
}
