package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pawl was given no token of a person, and is to ask agents that take orders from people only. */
@QuarkusTest
@Tag("system")
@Tag("alone")
@TestProfile(WithoutTokenStoryTest.Nobody.class)
class WithoutTokenStoryTest extends AgentTaskStory {
  private static final String WORDS =
      "copilot cannot be started: it takes orders from people only, and PAWL_USER_TOKEN is not"
          + " set.";

  /** Nobody in whose name anything is done. */
  public static final class Nobody implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(NoToken.class));
    }
  }

  /** After the sandbox, which has a token for Pawl. */
  public static final class NoToken implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of("pawl.user-token", "");
    }

    @Override
    public int order() {
      return 100;
    }

    @Override
    public void stop() {}
  }

  @Test
  void L29_withoutATokenItIsSaidOnceAndPlainly() {
    String repository = withAgent("alone", "copilot");
    agents.mood(repository, "copilot", "normal");
    long phase = open(repository);
    inTime(() -> phaseState(phase).equals("stuck"));
    settled();
    passTime(Duration.ofHours(3));
    settled();

    assertThat(comments(repository, WORDS)).isOne();
    assertThat(comments(repository, "who may start `copilot`, as `PAWL_USER_TOKEN`")).isOne();
    assertThat(explanations(repository)).isOne();
    assertThat(need(repository)).isEqualTo(WORDS);
    assertThat(visitor.get("/repositories/" + repository).body()).contains(WORDS);
    assertThat(visitor.get("/").body()).contains(WORDS);
    assertThat(assigned(repository)).as("GitHub is not asked in vain").isZero();
  }

  @Test
  void L29_anAgentThatNeedsNoPersonTakesOver() {
    String repository = withAgent("taken-over", "copilot, openhands");
    agents.mood(repository, "copilot", "normal");
    agents.mood(repository, "openhands", "normal");
    long phase = open(repository);
    inTime(() -> phaseState(phase).equals("done"));
    settled();

    assertThat(merges(repository)).isOne();
    assertThat(attempts(phase)).isOne();
    assertThat(comments(repository, WORDS)).isOne();
    assertThat(
            count(
                "select count(*) as n from execution where agent = 'openhands'"
                    + " and asked_at is not null and phase_id = "
                    + phase))
        .isOne();
    assertThat(assigned(repository)).isZero();
  }
}
