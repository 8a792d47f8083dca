package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the whole is looked at, and from which sides. */
class ReviewSettingsTest {
  @Test
  void whereNothingIsSaidFourLensesComeAfterEveryFive() {
    Settings.Reviews reviews = good("agent:\n  assignee: ada\n");
    assertThat(reviews.every()).isEqualTo(5);
    assertThat(reviews.lenses())
        .extracting(Settings.Lens::name)
        .containsExactly(
            "architecture", "correctness", "mission alignment", "capability completeness");
    assertThat(reviews.lenses()).allSatisfy(lens -> assertThat(lens.task()).isNotBlank());
  }

  @Test
  void lensesOfOnesOwnAreTaken() {
    Settings.Reviews reviews =
        good(
            """
            reviews:
              every: 0
              lenses:
                - Correctness
                - name: access for all
                  task: Go through every page with the keyboard alone.
                - Öl-Lampen
                - name: architecture
                  task: Look at the cellar only.
            """);
    assertThat(reviews.every()).isZero();
    assertThat(reviews.lenses())
        .containsExactly(
            LensPresets.named("correctness"),
            new Settings.Lens("access for all", "Go through every page with the keyboard alone."),
            LensPresets.named("Öl-Lampen"),
            new Settings.Lens("architecture", "Look at the cellar only."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every: -1 | reviews.every | a whole number from 0 to 1000 is wanted.",
        "every: 1001 | reviews.every | a whole number from 0 to 1000 is wanted.",
        "every: often | reviews.every | a whole number from 0 to 1000 is wanted.",
        "lenses: [] | reviews.lenses | a list of 1 to 20 lenses is wanted.",
        "lenses: architecture | reviews.lenses | a list of 1 to 20 lenses is wanted.",
        "lenses: [docks, Docks] | reviews.lenses | `Docks` stands there twice.",
        "lenses: [{name: docks, tasks: x}] | reviews.lenses"
            + " | a lens has a `name` and a `task`, and nothing else.",
        "lenses: [{name: docks, task: ''}] | reviews.lenses"
            + " | the task of `docks`: a line of 1 to 300 characters is wanted.",
        "lens: docks | reviews.lens | there is no such key; did you mean `reviews.lenses`?",
      })
  void aMistakeIsNamed(String text, String key, String message) {
    assertThat(mistakes(text))
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.key()).isEqualTo(key);
              assertThat(mistake.message()).isEqualTo(message);
              assertThat(mistake.line()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "' '",
        "'docks '",
        "7",
        "[docks]",
        "{task: Look.}",
        "{name: 'a*b'}",
        "'docks**'",
        "'<!-- docks -->'",
        "'`docks`'",
        "\"docks\\npiers\"",
        "'@ada'",
        "'../docks'",
        "'{planning.goal}'"
      })
  void aNameIsLettersDigitsBlanksAndDashes(String name) {
    assertThat(mistakes("lenses: [" + name + "]"))
        .extracting(SettingsMistake::message)
        .containsExactly(
            "the name of a lens is wanted: 1 to 40 letters, digits, blanks and dashes.");
  }

  @Test
  void whatIsLongIsAMistake() {
    String many =
        IntStream.range(0, 21).mapToObj(at -> "lens " + at).collect(Collectors.joining(", "));
    assertThat(mistakes("lenses: [" + many + "]")).hasSize(1);
    assertThat(mistakes("lenses: [" + "x".repeat(41) + "]")).hasSize(1);
    assertThat(mistakes("lenses: [{name: x, task: " + "y".repeat(301) + "}]")).hasSize(1);
    assertThat(good("reviews:\n  lenses: [" + "x".repeat(40) + "]\n").lenses()).hasSize(1);
  }

  private static List<SettingsMistake> mistakes(String text) {
    return ((SettingsLoader.Outcome.Bad) SettingsLoader.load("reviews:\n  " + text + "\n"))
        .mistakes();
  }

  private static Settings.Reviews good(String text) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text)).settings().reviews();
  }
}
