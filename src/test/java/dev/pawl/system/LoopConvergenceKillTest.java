package dev.pawl.system;

import dev.pawl.convergence.Convergence;
import dev.pawl.testing.PawlProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole loops of which Pawl hears badly, and in which the packaged Pawl is killed. */
@Timeout(300)
class LoopConvergenceKillTest extends KilledStory {
  @Override
  double speed() {
    return 2 * SPEED;
  }

  @Override
  PawlProcess.Start with(PawlProcess.Start start) {
    return start.with("pawl.mirror.reading-interval", "2m");
  }

  @Test
  void killedAtAnyMomentTheLoopComesToTheSameState() {
    start();
    Convergence.hold(new There(), List.of(2), 2);
  }
}
