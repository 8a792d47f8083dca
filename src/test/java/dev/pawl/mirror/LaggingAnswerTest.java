package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaggingAnswerTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void whatShowsAnotherCommitThanWasToldJustNowMayBeOlder() {
    Repository repository = new Repository();
    repository.head = "one";
    assertThat(repository.mayLag("two", NOON)).as("nothing was told").isFalse();

    repository.moved("one", "two", NOON);
    assertThat(repository.mayLag("two", NOON.plusSeconds(1))).isFalse();
    assertThat(repository.mayLag("none that was told of", NOON.plusSeconds(59))).isTrue();
    assertThat(repository.mayLag("one", NOON.plusSeconds(60))).as("no longer").isFalse();
  }

  @Test
  void whatShowsTheCommitBeforeIsAskedAgain() {
    Repository repository = new Repository();
    repository.moved("one", "two", NOON);
    assertThat(repository.isBehind("one", NOON.plusSeconds(59))).isTrue();
    assertThat(repository.isBehind("two", NOON.plusSeconds(59))).isFalse();
    assertThat(repository.isBehind("one", NOON.plusSeconds(60))).isFalse();
  }
}
