package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.loop.policy.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepperTest {
  @Test
  void thereAreNineStepsInThreeGroups() {
    Stepper stepper = Stepper.of("2b");

    assertThat(stepper.groups())
        .extracting(Stepper.Group::name)
        .containsExactly("Gap analysis", "Development", "Capability update");
    assertThat(stepper.groups().stream().flatMap(group -> group.steps().stream()))
        .extracting(Stepper.Step::label)
        .containsExactly("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c");
    assertThat(stepper.groups().stream().flatMap(group -> group.steps().stream()))
        .filteredOn(Stepper.Step::current)
        .extracting(Stepper.Step::label)
        .containsExactly("2b");
    assertThat(stepper.groups())
        .extracting(Stepper.Group::holds)
        .containsExactly(false, true, false);
    assertThat(stepper.outside()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1a, '', ·1b·1c·2a·2b·2c·3a·3b·3c",
    "2b, 1a·1b·1c·2a·, ·2c·3a·3b·3c",
    "3c, 1a·1b·1c·2a·2b·2c·3a·3b·, ''",
    "idle, '', ''"
  })
  void inOneLineTheCurrentOneStandsBetweenTheOthers(String stage, String before, String after) {
    Stepper stepper = Stepper.of(stage);

    assertThat(List.of(stepper.before(), stepper.after())).containsExactly(before, after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "idle", "paused", "needs-you", "done", "4z", "<b>"})
  void outsideOfTheStepsNoneIsCurrentAndItIsSaid(String stage) {
    Stepper stepper = Stepper.of(stage);

    assertThat(stepper.current()).isEmpty();
    assertThat(stepper.groups()).noneMatch(Stepper.Group::holds);
    assertThat(stepper.outside()).startsWith("At ").endsWith(".");
  }

  /** Whoever adds a stage says here what the pages tell of it. */
  @ParameterizedTest
  @EnumSource(Stage.class)
  void everyStageOfThePolicyIsKnown(Stage stage) {
    Stepper stepper = Stepper.of(stage.label());

    assertThat(stepper.current().isEmpty()).isNotEqualTo(stepper.outside().isEmpty());
    assertThat(stepper.outside()).doesNotContain("does not know");
  }
}
