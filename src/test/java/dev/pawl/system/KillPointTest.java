package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.KillPoint;
import dev.pawl.testing.PawlProcess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at every point where a crash is worst, then a restart: nothing is lost, nothing
 * is doubled, counted by the sandbox.
 */
class KillPointTest extends SystemStory {

  /** Most of the time something that may have landed is waited for, by this clock. */
  @Override
  double speed() {
    return 2 * SPEED;
  }

  static Stream<String> points() {
    // The first write is the label's, the second the issue's.
    return Stream.of(KillPoint.values())
        .flatMap(
            point ->
                switch (point) {
                  case AFTER_CLAIM, AFTER_SEND, AFTER_RESPONSE, AFTER_RECORD ->
                      Stream.of(point.label() + ":1", point.label() + ":2");
                  default -> Stream.of(point.label());
                });
  }

  @ParameterizedTest
  @MethodSource("points")
  void nothingIsLostOrDoubled(String point) {
    String repository = repositoryWithGoal("lighthouse");
    PawlProcess first = run(pawl().with("pawl.kill-point", point));
    deliverTo(first);
    Thread.startVirtualThread(() -> github.install("acme"));
    eventually(() -> first.logged("kill point reached: " + point.split(":")[0]));
    first.kill();

    PawlProcess second = run(pawl());
    deliverTo(second);
    redeliverWhatWasNotAcknowledged();
    eventually(() -> issues(repository).size() == 1);
    settled();

    assertThat(written("/repos/" + repository + "/issues")).isOne();
    // None when the issue came first: GitHub makes a missing label along with it.
    assertThat(written("/repos/" + repository + "/labels")).isLessThanOrEqualTo(1);
    assertThat(issues(repository)).hasSize(1);
    assertThat(count("select count(*) from delivery where state in ('pending', 'dead')")).isZero();
    assertThat(count("select count(*) from effect where state <> 'done'")).isZero();
  }

  /** GitHub does not do this by itself: the gap ledger will. */
  private void redeliverWhatWasNotAcknowledged() {
    eventually(() -> !github.deliveries().isEmpty());
    List<JsonNode> lost =
        github.deliveries().stream()
            .filter(delivery -> delivery.path("status_code").asInt() != 202)
            .toList();
    lost.forEach(delivery -> github.redeliver(delivery.path("guid").asText()));
  }
}
