package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant SEEN = Instant.parse("2026-05-01T10:00:00Z");
  private static final Instant LATER = SEEN.plus(Patience.LONGEST);

  @Test
  void workInProgressIsReadWhenItIsFinishedOrAfterAWhile() {
    assertThat(until("[WIP] A lamp", PullRequest.HEAD_MOVED)).isEqualTo(LATER);
    assertThat(until("A lamp", PullRequest.HEAD_MOVED)).isNull();
  }

  @Test
  void whatIsInDoubtForAnotherReasonIsReadAtOnce() {
    assertThat(until("[WIP] A lamp", "two tales of one second")).isNull();
    PullRequest merged = pull("[WIP] A lamp", PullRequest.HEAD_MOVED);
    merged.state = PullRequest.MERGED;
    assertThat(until(merged)).isNull();
  }

  @Test
  void aTimeThatIsSetStays() {
    PullRequest row = pull("[WIP] A lamp", PullRequest.HEAD_MOVED);
    row.askAt = SEEN.plusSeconds(1);
    assertThat(until(row)).isEqualTo(SEEN.plusSeconds(1));
  }

  @Test
  void itIsReadBeforeAnAgentHasBeenSilentForTooLong() {
    Settings settings =
        ((SettingsLoader.Outcome.Good)
                SettingsLoader.load(
                    "agent: {use: [copilot], profiles: {copilot: {silent_minutes: 2}}}"))
            .settings();
    assertThat(Patience.until(pull("[WIP] A lamp", PullRequest.HEAD_MOVED), settings))
        .isEqualTo(SEEN.plusSeconds(120));
  }

  private static @Nullable Instant until(String title, String doubt) {
    return until(pull(title, doubt));
  }

  private static @Nullable Instant until(PullRequest row) {
    return Patience.until(row, Settings.DEFAULTS);
  }

  private static PullRequest pull(String title, String doubt) {
    PullRequest row = new PullRequest();
    row.title = title;
    row.dirty = doubt;
    row.seenAt = SEEN;
    return row;
  }
}
