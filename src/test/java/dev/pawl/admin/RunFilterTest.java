package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs may be looked for, and what is said where nothing fits. */
class RunFilterTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', '', None yet. The first one begins with the first task.",
    "open, '', '', No run is open.",
    "done, '', 7, No earlier run is done.",
    "cancelled, '', '', No run is cancelled.",
    "'', stuck, '', No run has a phase that is stuck.",
    "open, stuck, '', No run that is open has a phase that is stuck.",
    "'', '', 7, No earlier run is there.",
    "open, issued, 7, No earlier run that is open has a phase that is issued.",
  })
  void whatFitsAndWhatIsSaidOfNothing(String state, String phase, String before, String nothing) {
    RunFilter filter = new RunFilter(state, phase, before);
    assertThat(filter.mistake()).isEmpty();
    assertThat(filter.nothing()).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource({
    "Open, '', ''",
    "stuck, '', ''",
    "' open', '', ''",
    "'', open, ''",
    "'', Done, ''",
    "'', '', x",
    "'', '', -1",
    "'', '', 1234567890123456789",
  })
  void whatDoesNotExistIsAMistake(String state, String phase, String before) {
    assertThat(new RunFilter(state, phase, before).mistake()).isPresent();
  }

  @Test
  void aMistakeListsWhatThereIs() {
    assertThat(new RunFilter("lost", "", "").mistake())
        .hasValue("The state of a run must be open, done or cancelled.");
    assertThat(new RunFilter("", "lost", "").mistake())
        .hasValue(
            "The state of a phase must be planned, issued, worked, ready, stuck, done, skipped or"
                + " cancelled.");
    assertThat(new RunFilter("", "", "lost").mistake())
        .hasValue("Where a list goes on is said by the number of a run.");
  }

  @Test
  void itBeginsWithTheNewestOrBelowARun() {
    assertThat(new RunFilter("", "", "").beforeRun()).isEqualTo(Long.MAX_VALUE);
    assertThat(new RunFilter("", "", "12").beforeRun()).isEqualTo(12);
  }
}
