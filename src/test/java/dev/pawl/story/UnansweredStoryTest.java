package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GitHub takes a write and never says so: not with a head, or not with a whole body. */
@QuarkusTest
@TestProfile(UnansweredStoryTest.Impatient.class)
class UnansweredStoryTest extends Story {
  private static final String ISSUES = "/repos/.*/issues";

  /** Nobody wants to wait for half a minute in a test. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("pawl.github.timeout", "1s");
    }
  }

  @Test
  void aWriteWithoutAnAnswerIsFoundOut() {
    String repository = repositoryWithGoal("hangs");
    github.hangNext(1, "POST", ISSUES, true);
    oneIssueAfterAll(repository);
  }

  @Test
  void anAnswerThatNeverEndsIsNoAnswer() {
    String repository = repositoryWithGoal("stalls");
    github.stallNext(1, "POST", ISSUES);
    oneIssueAfterAll(repository);
  }

  private void oneIssueAfterAll(String repository) {
    // Else the webhooks of the new issue would tell at once.
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    github.install(owner);
    eventually(() -> reason(repository).contains("is being checked"));
    passTime(Duration.ofSeconds(61));
    eventually(() -> state(repository).equals("Waiting") && reason(repository).contains("#1"));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(ownIssues(repository)).hasSize(1);
  }
}
