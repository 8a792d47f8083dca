package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task is called is a line that people can read, or it is not called anything. */
class TaskTitleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Light the lamp                                  | Light the lamp
          ## Light the lamp ##                              | Light the lamp
          \\n\\n***\\nLight                                 | Light
          <!-- pawl:effect=development:1:2 -->\\n# Light    | Light
          <!-- note\\nof two lines -->\\n\\n# Light         | Light
          # Light <!-- hidden --> it                        | Light  it
          <!-- without an end                               | <!-- without an end
          ---\\ntitle: Light\\nowner: ada\\n---\\n# Lamp    | Light
          ---\\ntitle: "Light"\\n---\\nText                 | Light
          ---\\nowner: ada\\n---\\n\\n# Lamp                | Lamp
          ---\\nowner: ada\\n# Lamp                         | owner: ada
          ---\\n# Lamp\\n---                                | Lamp
          \u202e# Light\u200b                               | Light
          # Li\u0007ght                                     | Light
          """)
  void whatATaskIsCalled(String text, String title) {
    assertThat(TaskTitle.of(text.replace("\\n", "\n"))).isEqualTo(title);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n\t", "---\n***\n", "#", "# \n\n-", "<!-- # Light -->", "\u200b", "🎉🎉"})
  void whatHasNoWordHasNoTitle(String text) {
    assertThat(TaskTitle.of(text)).isNull();
  }

  @Test
  void aTitleOfAnyLengthFitsGitHubs() {
    assertThat(TaskTitle.of("# " + "a".repeat(5_000))).hasSize(200);
    assertThat(TaskTitle.of("# " + "𝒳".repeat(5_000))).hasSizeLessThanOrEqualTo(201);
    assertThat(TaskTitle.of("a\n".repeat(30_000))).isEqualTo("a");
  }
}
