package dev.pawl.story;

import dev.pawl.chaos.Lives;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random lives of pull requests, told in every way there is, while GitHub has its moods. */
@QuarkusTest
@Tag("system")
@Timeout(300)
class ChaosStoryTest extends StagedStory {
  private static final int LIVES = Integer.getInteger("pawl.chaos.lives", 8);

  @Test
  void L32_whateverIsToldAndHowIsMergedOnceAndRightly() {
    Lives.play(new Here(), LIVES, 30, false);
  }
}
