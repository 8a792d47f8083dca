package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n", "{}", "---\n"})
  void nothingSaidMeansDefaults(String text) {
    assertThat(SettingsLoader.load(text))
        .isEqualTo(new SettingsLoader.Outcome.Good(Settings.DEFAULTS));
  }

  @Test
  void whatIsSaidReplacesItsDefaultAndNothingElse() {
    Settings settings =
        good(
            """
            agent:
              assignee: ada
            planning:
              goal: docs/GOAL.md
            labels:
              gap_analysis: analysis
            """);

    assertThat(settings.agent().maxAttempts()).isEqualTo(3);
    assertThat(settings.labels().development()).isEqualTo("pawl:development");
    assertThat(settings.agent().assignee()).isEqualTo("ada");
    assertThat(settings.planning().goal()).isEqualTo("docs/GOAL.md");
    assertThat(settings.planning().queue()).isEqualTo(Settings.DEFAULTS.planning().queue());
    assertThat(settings.labels().gapAnalysis()).isEqualTo("analysis");
  }

  @Test
  void attemptsAndTheOtherLabelsAreReplacedOneByOne() {
    Settings settings =
        good(
            """
            agent:
              max_attempts: 5
            labels:
              development: task
              repair: fix
            """);

    assertThat(settings.agent()).isEqualTo(new Settings.Agent(null, 5));
    assertThat(settings.labels())
        .isEqualTo(new Settings.Labels("pawl:gap-analysis", "task", "fix"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent: ada",
        "agents:\n  assignee: ada",
        "agent:\n  asignee: ada",
        "agent:\n  assignee: [ada]",
        "agent:\n  assignee: 7",
        "agent:\n  assignee: ''",
        "agent:\n  max_attempts: 0",
        "agent:\n  max_attempts: 21",
        "agent:\n  max_attempts: many",
        "agent:\n  max_attempts: 99999999999",
        "labels:\n  development: 7",
        "agent:\n  assignee: 'ada lovelace'",
        "agent:\n  assignee: ada\n  assignee: bob",
        "planning:\n  goal: ../../etc/passwd",
        "planning:\n  goal: /etc/passwd",
        "planning:\n  goal: 'a//b'",
        "labels:\n  gap_analysis: ' '",
        "- agent",
        "just words",
        "agent: {assignee: ada",
        "\t- x"
      })
  void oneMistakeAndTheFileIsNotUsed(String text) {
    assertThat(SettingsLoader.load(text))
        .isInstanceOfSatisfying(
            SettingsLoader.Outcome.Bad.class,
            bad ->
                assertThat(bad.mistakes())
                    .isNotEmpty()
                    .allSatisfy(mistake -> assertThat(mistake.message()).isNotBlank()));
  }

  @Test
  void everyMistakeIsNamed() {
    var outcome = SettingsLoader.load("agent:\n  who: ada\nplanning:\n  goal: ..\n  queue: q\n");

    assertThat(((SettingsLoader.Outcome.Bad) outcome).mistakes())
        .extracting(SettingsMistake::key)
        .containsExactly("agent.who", "planning.goal");
  }

  private static Settings good(String text) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text)).settings();
  }
}
