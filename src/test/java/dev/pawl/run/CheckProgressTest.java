package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PullRequestFacts.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckProgressTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          queued,      ,                RUNNING
          in_progress, ,                RUNNING
          pending,     ,                RUNNING
          waiting,     ,                ACTION_REQUIRED
          completed,   ,                RUNNING
          completed,   success,         PASSED
          completed,   neutral,         NEUTRAL
          completed,   skipped,         SKIPPED
          completed,   failure,         FAILED
          completed,   error,           FAILED
          completed,   timed_out,       FAILED
          completed,   cancelled,       FAILED
          completed,   stale,           FAILED
          completed,   startup_failure, FAILED
          completed,   action_required, ACTION_REQUIRED
          """)
  void each_word_of_github_has_its_meaning(String status, String conclusion, Progress progress) {
    assertThat(CheckProgress.of(status, conclusion)).isEqualTo(progress);
  }

  @Test
  void a_word_that_nobody_knows_never_passes() {
    assertThat(CheckProgress.of("completed", "splendid")).isEqualTo(Progress.FAILED);
    assertThat(CheckProgress.of("simmering", null)).isEqualTo(Progress.RUNNING);
  }
}
