package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.PawlProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that stands still for a minute, with its lane in hand and its write under way. */
@Timeout(300)
class HangTest extends SystemStory {
  private static final Duration STILL = Duration.ofSeconds(60);

  @Test
  void whoStoodStillFindsItsLaneWithAnother() {
    String repository = repositoryWithGoal("still");
    PawlProcess one = run(pawl());
    deliverTo(one);
    // Long enough to be caught in the middle.
    github.fault(
        Map.of(
            "kind",
            "slow",
            "times",
            1,
            "method",
            "POST",
            "path",
            "/repos/.*/issues",
            "after",
            "PT2S"));
    github.install("acme");
    eventually(() -> !github.requests("POST", "/repos/.*/issues").isEmpty());
    signal("STOP", one);
    long stopped = System.nanoTime();

    PawlProcess two = run(pawl());
    deliverTo(two);
    eventually(() -> issues(repository).size() == 1);
    eventually(() -> count("select count(*) from effect where state = 'done'") == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(STILL);
    LockSupport.parkNanos(STILL.toNanos() - (System.nanoTime() - stopped));
    signal("CONT", one);

    eventually(() -> one.logged("another worker goes on"));
    eventually(() -> one.status("/q/health/ready") == 200);
    settled();
    assertThat(written("/repos/" + repository + "/issues")).isOne();
    assertThat(issues(repository)).hasSize(1);
  }
}
