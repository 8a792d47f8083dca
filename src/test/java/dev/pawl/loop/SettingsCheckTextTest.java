package dev.pawl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.settings.FlatSettings;
import dev.pawl.settings.SettingsLoader;
import dev.pawl.settings.SettingsMistake;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the check run on a settings file says, whoever wrote the file. */
class SettingsCheckTextTest {
  private static SettingsCheckText bad(String text) {
    return SettingsCheckText.bad(
        ((SettingsLoader.Outcome.Bad) SettingsLoader.load(text)).mistakes(), false);
  }

  @Test
  void C7_eachMistakeIsNamedAndStandsAtItsLine() {
    SettingsCheckText text = bad("merge:\n  methd: squash\n  max_files: 0\n");
    assertThat(text.conclusion()).isEqualTo("failure");
    assertThat(text.title()).isEqualTo("2 mistakes in .github/pawl.yml");
    assertThat(text.summary())
        .contains("- `merge.methd` (line 2, column 3)", "- `merge.max_files` (line 3, column 14)");
    assertThat(text.annotations())
        .extracting(one -> one.path() + ":" + one.line() + ":" + one.column())
        .containsExactly(".github/pawl.yml:2:3", ".github/pawl.yml:3:14");
  }

  @Test
  void C7_whatHasNoLineIsNamedAllTheSame() {
    SettingsCheckText text = SettingsCheckText.bad(List.of(SettingsMistake.NO_TEXT), true);
    assertThat(text.title()).isEqualTo("1 mistake in .github/pawl.yml");
    assertThat(text.summary()).contains("not a text", "stays in force");
    assertThat(text.annotations()).isEmpty();
  }

  @Test
  void C7_aFileWithoutAMistakeSaysWhatChanges() {
    assertThat(SettingsCheckText.good(List.of(), null).title()).isEqualTo("No setting changes");
    SettingsCheckText one =
        SettingsCheckText.good(
            List.of(new FlatSettings.Change("merge.method", "squash", "")), null);
    assertThat(one.title()).isEqualTo("1 setting changes with the merge: merge.method");
    assertThat(one.summary()).contains("| `merge.method` | `squash` | – |");
    assertThat(one.conclusion()).isEqualTo("success");
  }

  /** A stranger's fork may hold anything. */
  @Test
  void C7_noTextBreaksOutOfItsCellOrGrowsWithoutEnd() {
    String hostile = "a|b`\n# @acme/all <img src=x>\u2028" + "🌊".repeat(5_000);
    List<FlatSettings.Change> many =
        IntStream.range(0, 500)
            .mapToObj(at -> new FlatSettings.Change("merge.wip", hostile, hostile))
            .toList();
    String summary = SettingsCheckText.good(many, null).summary();
    assertThat(summary).hasSizeLessThan(65_535 * 2).contains("350 more are not named.");
    assertThat(summary.lines().filter(line -> line.startsWith("| `merge.wip` |")))
        .hasSize(150)
        .allMatch(line -> line.contains("`a\\|b") && line.endsWith("` |"));
    assertThat(bad("merge: {\"<!-- `x\\n# y\": 1}").summary().lines())
        .noneMatch(line -> line.startsWith("#") || line.contains("<!--"));
  }
}
