package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GitHub tells of a push, and answers for a while as if it had not happened. */
@QuarkusTest
class LaggingReadStoryTest extends Story {

  @Test
  void whatIsOlderThanWhatWasToldIsAskedAgain() {
    String repository = repository("lagging", Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    long id = repositoryId(repository);
    long before = readings();
    // As if a push had been told that GitHub's answers do not show yet.
    database()
        .execute(
            """
            update mirror_repository set previous_head = head, head = 'c0ffee',
              head_moved_at = '%s', dirty = 'a push (told)' where id = $1
            """
                .formatted(clock().instant()),
            id);
    github.openIssue(repository, owner, "A question", "How?");
    eventually(() -> readings() > before);
    settled();
    assertThat(dirty(id)).as("not believed").isOne();
    assertThat(state(repository)).isEqualTo("Unknown");

    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light."));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assertThat(dirty(id)).isZero();
  }

  /** A branch that was put back, untold, is believed in the end. */
  @Test
  void whatStaysAsItWasIsBelieved() {
    String repository = repository("back", Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    long id = repositoryId(repository);
    database()
        .execute(
            """
            update mirror_repository set previous_head = head, head = 'c0ffee',
              head_moved_at = '%s', dirty = 'a push (told)' where id = $1
            """
                .formatted(clock().instant()),
            id);
    github.openIssue(repository, owner, "A question", "How?");
    eventually(() -> state(repository).equals("Unknown"));
    settled();
    passTime(Duration.ofSeconds(61));
    eventually(() -> dirty(id) == 0);
    settled();
    assertThat(state(repository)).isEqualTo("Idle");
  }

  private long readings() {
    return github.requests("POST", "/graphql").size();
  }

  private long dirty(long id) {
    return count(
        "select count(*) as n from mirror_repository where dirty is not null and id = " + id);
  }
}
