package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows on an attempt that has failed. */
class FailedAttemptTest {
  private static final String WHY = "copilot did not begin.";

  @Test
  void thereIsAnotherWhateverThePhaseIsWorth() {
    for (boolean dispensable : List.of(true, false)) {
      assertThat(FailedAttempt.of(phase(2, dispensable), 3, WHY))
          .isEqualTo(new Transition.AttemptFailed(WHY));
    }
  }

  @Test
  void afterTheLastAPersonIsAskedOfWhatIsCritical() {
    assertThat(FailedAttempt.of(phase(3, false), 3, WHY))
        .isEqualTo(new Transition.GivenUp("copilot did not begin. It was attempt 3 of 3."));
  }

  @Test
  void afterTheLastTheRunGoesOnWithoutWhatIsNot() {
    assertThat(FailedAttempt.of(phase(3, true), 3, WHY))
        .isEqualTo(
            new Transition.Skipped(
                "copilot did not begin. It was attempt 3 of 3. It is not critical, so the run goes"
                    + " on without it."));
    assertThat(FailedAttempt.of(phase(1, true), 1, WHY)).isInstanceOf(Transition.Skipped.class);
  }

  /** As after settings that allow fewer, or a retry that a person wanted. */
  @Test
  void moreThanTheLastIsTheLast() {
    assertThat(FailedAttempt.of(phase(4, true), 3, WHY)).isInstanceOf(Transition.Skipped.class);
    assertThat(FailedAttempt.of(phase(4, false), 3, WHY)).isInstanceOf(Transition.GivenUp.class);
  }

  private static PhaseFacts phase(int attempts, boolean dispensable) {
    return new PhaseFacts(
        1,
        1,
        Kind.DEVELOPMENT,
        "Light",
        "",
        State.WORKED,
        attempts,
        ViewPicture.KEY,
        4,
        9,
        List.of(),
        ViewPicture.NOW,
        null,
        null,
        dispensable);
  }
}
