package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a mistake: where it is, and what may have been meant. */
class NearestKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge: {mehtod: squash} | merge.mehtod | 9 | there is no such key; did you mean `merge.method`?",
        "merge: {max_file: 1} | merge.max_file | 9 | there is no such key; did you mean `merge.max_files`?",
        "merge: {goal: a.md} | merge.goal | 9 | there is no such key; did you mean `planning.goal`?",
        "merge: {colour: red} | merge.colour | 9 | there is no such key.",
        "marge: {method: squash} | marge | 1 | there is no such key; did you mean `merge`?",
        "merge: {wpi: [a]} | merge.wpi | 9 | there is no such key; did you mean `merge.wip`?",
        "merge: {wxy: [a]} | merge.wxy | 9 | there is no such key.",
        "merge: {alow_no_chek: true} | merge.alow_no_chek | 9"
            + " | there is no such key; did you mean `merge.allow_no_checks`?",
        "goal: a.md | goal | 1 | there is no such key; did you mean `planning.goal`?",
        "weather: fine | weather | 1 | there is no such key.",
        "merge: {method: sqash} | merge.method | 17"
            + " | one of `merge`, `squash`, `rebase` is wanted; the nearest is `squash`.",
        "merge: {method: octopus} | merge.method | 17"
            + " | one of `merge`, `squash`, `rebase` is wanted.",
        "merge: {wip: [a, ' ']} | merge.wip | 18 | a pattern of 1 to 100 characters is wanted.",
        "merge: squash | merge | 1 | keys and values are wanted below this.",
        "agent: {use: [claud]} | agent.use | 15 | there is no agent `claud`; did you mean `claude`?",
        "agent: {profiles: {claude: {slot: 1}}} | agent.profiles | 29"
            + " | `claude.slot`: there is no such key; did you mean `slots`?",
        "agent: {profiles: {claude: {finish: reedy}}} | agent.profiles | 37"
            + " | `claude.finish`: one of `review-request`, `ready`, `comment` is wanted;"
            + " the nearest is `ready`.",
      })
  void C8_aMistakeHasItsPlaceAndTheNearestKey(String text, String key, int column, String message) {
    assertThat(mistakes("\n" + text)).containsExactly(new SettingsMistake(key, message, 2, column));
  }

  /** The block form, as people write it. */
  @Test
  void C8_everyMistakeOfAFileIsNamedAtItsPlace() {
    assertThat(
            mistakes(
                """
                merge:
                  methd: squash
                  wip:
                    - fine
                    - "**"
                agent:
                  profiles:
                    claude:
                      slots: 0
                      finsh: ready
                  max_attempts:
                """))
        .extracting(mistake -> mistake.line() + ":" + mistake.column() + " " + mistake.key())
        .containsExactly(
            "2:3 merge.methd",
            "5:7 merge.wip",
            "9:14 agent.profiles",
            "10:7 agent.profiles",
            "11:16 agent.max_attempts");
  }

  @Test
  void aKeyThatStandsTwiceIsNamedWithItsPlace() {
    assertThat(mistakes("agent:\n  assignee: ada\n  assignee: bob\n"))
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.line()).isEqualTo(3);
              assertThat(mistake.message()).startsWith("`assignee` stands there twice (line 3");
            });
  }

  /** A file that is nothing but mistakes fills no page, and neither does a key without an end. */
  @Test
  void whatIsWrongIsBounded() {
    StringBuilder text = new StringBuilder("merge:\n");
    for (int at = 0; at < 3_000; at++) {
      text.append("  key").append(at).append(": 1\n");
    }
    assertThat(mistakes(text.toString())).hasSize(101);
    assertThat(mistakes("merge: {" + "x".repeat(60_000) + ": 1}"))
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.toString()).hasSizeLessThan(200));
  }

  private static List<SettingsMistake> mistakes(String text) {
    return ((SettingsLoader.Outcome.Bad) SettingsLoader.load(text)).mistakes();
  }
}
