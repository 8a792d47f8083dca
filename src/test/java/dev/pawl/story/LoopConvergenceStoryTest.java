package dev.pawl.story;

import dev.pawl.convergence.Convergence;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole loops of which Pawl hears too late, twice, in disorder or not at all. */
@QuarkusTest
@Tag("system")
@Timeout(300)
class LoopConvergenceStoryTest extends StagedStory {
  @Test
  void whateverIsToldAndHowTheLoopComesToTheSameState() {
    Convergence.hold(new Here(), List.of(1, 3), 0);
  }
}
