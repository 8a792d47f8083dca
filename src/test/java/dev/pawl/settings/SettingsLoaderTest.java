package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "# only a comment\n", "{}", "---\n", "agent:\n", "merge:\nagent: ~\n"})
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

  static Stream<Arguments> pathsInEachOthersWay() {
    return Stream.of(
        Arguments.of(
            "queue: planning/reviews/queue", "`planning.queue` (line 2, column 3): this lies in"),
        Arguments.of(
            "queue: planning/reviews",
            "`planning.queue` (line 2, column 3): this is also the path"),
        Arguments.of("queue: planning/state", "lies in this; each needs a place of its own."),
        Arguments.of("reviews: planning", "`planning.goal`, lies in this"),
        Arguments.of(
            "goal: a.md\n  capabilities: a.md", "`planning.capabilities` (line 3, column 3)"),
        Arguments.of("capabilities: a.md\n  goal: a.md", "`planning.goal` (line 3, column 3)"),
        Arguments.of("goal: a\n  goal_reached: a/b.md", "this lies in `a`, the path of"),
        Arguments.of(
            "goal: planning/issue_queue/pending/a.md",
            "`planning.goal` (line 2, column 3): this lies in"),
        Arguments.of("goal_reached: .github/pawl.yml", "this is the place of `.github/pawl.yml`"),
        Arguments.of("queue: .github", "this is the place of `.github/pawl.yml`"));
  }

  @ParameterizedTest
  @MethodSource("pathsInEachOthersWay")
  void noTwoPathsAreTheSameOrLieInEachOther(String planning, String said) {
    assertThat(SettingsLoader.load("planning:\n  " + planning + "\n"))
        .isInstanceOfSatisfying(
            SettingsLoader.Outcome.Bad.class,
            bad ->
                assertThat(bad.mistakes())
                    .extracting(SettingsMistake::toString)
                    .anySatisfy(mistake -> assertThat(mistake).contains(said)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue: planning/reviews2",
        "goal: planning/vision/goal.md.md",
        "queue: q\n  reviews: qq\n  goal: q.md",
        "goal: .github/goal.md"
      })
  void namesThatOnlyBeginAlikeAreNotInEachOthersWay(String planning) {
    good("planning:\n  " + planning + "\n");
  }

  @Test
  void everyMistakeIsNamed() {
    var outcome = SettingsLoader.load("agent:\n  who: ada\nplanning:\n  goal: ..\n  queue: q\n");

    assertThat(((SettingsLoader.Outcome.Bad) outcome).mistakes())
        .extracting(SettingsMistake::key)
        .containsExactly("agent.who", "planning.goal");
  }

  @Test
  void whatAMergeMustBeLikeCanBeSaid() {
    Settings.Merge merge =
        good("""
                merge:
                  method: rebase
                  allow_no_checks: true
                  allow_skipped: false
                  wip: ["*[wip]*", "later:*"]
                  hold_labels: [frozen]
                  guarded_paths: ["infra/**", "*.lock"]
                  max_files: 7
                  delete_branch: false
                """)
            .merge();

    assertThat(merge.method()).isEqualTo(Settings.Method.REBASE);
    assertThat(merge.allowNoChecks()).isTrue();
    assertThat(merge.allowSkipped()).isFalse();
    assertThat(merge.allowNeutral()).isTrue();
    assertThat(merge.wip()).containsExactly("*[wip]*", "later:*");
    assertThat(merge.holdLabels()).containsExactly("frozen");
    assertThat(merge.guardedPaths()).containsExactly("infra/**", "*.lock");
    assertThat(merge.maxFiles()).isEqualTo(7);
    assertThat(merge.maxLines()).isEqualTo(Settings.DEFAULTS.merge().maxLines());
    assertThat(merge.deleteBranch()).isFalse();
    assertThat(good("merge:\n  wip: []\n").merge().wip()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wip: [\"\"]",
        "wip: ['**']",
        "wip: ['*a*b*c*d*e*f*']",
        "wip: [\"a\\u0000b\"]",
        "wip: [[a]]",
        "wip: a",
        "wip: {a: b}",
        "hold_labels: [' ']",
        "max_files: 0",
        "max_files: 3001",
        "max_files: 1.5",
        "max_files: '7'",
        "max_lines: 99999999999",
        "method: octopus",
        "method: SQUASH",
        "allow_no_checks: 'yes'",
        "delete_branch: 1"
      })
  void M16_aPatternOrValueThatCannotBeTakenIsAMistake(String entry) {
    var outcome = SettingsLoader.load("# settings\nmerge:\n\n  " + entry + "\n");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SettingsLoader.Outcome.Bad.class,
            bad -> {
              SettingsMistake mistake = bad.mistakes().getFirst();
              assertThat(mistake.key()).isEqualTo("merge." + entry.split(":", 2)[0]);
              assertThat(mistake.line()).isEqualTo(4);
              assertThat(mistake.toString())
                  .startsWith("`" + mistake.key() + "` (line 4, column " + mistake.column() + "): ")
                  .endsWith(".");
            });
  }

  private static Settings good(String text) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text)).settings();
  }
}
