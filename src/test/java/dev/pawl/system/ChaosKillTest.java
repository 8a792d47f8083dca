package dev.pawl.system;

import dev.pawl.chaos.Lives;
import dev.pawl.testing.PawlProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random lives of pull requests, in which the packaged Pawl is killed now and then. */
@Timeout(400)
class ChaosKillTest extends KilledStory {
  private static final int LIVES = Integer.getInteger("pawl.chaos.lives", 4);

  @Override
  PawlProcess.Start with(PawlProcess.Start start) {
    return start;
  }

  @Test
  void M46_killedAtAnyMomentEachIsMergedOnceAndRightly() {
    start();
    Lives.play(new There(), LIVES, 24, true);
  }
}
