package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueReferencesTest {
  private static final String REPOSITORY = "acme/lighthouse";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          Fixes #12                                          | 12
          fixed: #12                                         | 12
          CLOSES #12                                         | 12
          resolves acme/lighthouse#12                        | 12
          Resolve ACME/Lighthouse#12                         | 12
          close https://github.com/acme/lighthouse/issues/12 | 12
          fixes GH-12                                        | 12
          """)
  void a_closing_word_counts(String text, int issue) {
    IssueReferences found = IssueReferences.in(text, REPOSITORY);
    assertThat(found.closes()).containsExactly(issue);
    assertThat(found.names()).containsExactly(issue);
  }

  @Test
  void a_bare_number_only_names() {
    IssueReferences found =
        IssueReferences.in("See #3, (#4), https://github.com/acme/lighthouse/pull/5", REPOSITORY);
    assertThat(found.closes()).isEmpty();
    assertThat(found.names()).containsExactly(3, 4, 5);
  }

  @Test
  void another_repository_does_not_count() {
    for (String text :
        List.of(
            "Fixes acme/harbour#12",
            "Fixes https://github.com/acme/harbour/issues/12",
            "prefixes #12x",
            "colour &#12; and x#12")) {
      assertThat(IssueReferences.in(text, REPOSITORY).names()).as(text).isEmpty();
    }
  }

  @Test
  void a_word_that_only_ends_like_one_does_not_close() {
    IssueReferences found = IssueReferences.in("prefixes #12 and encloses #13", REPOSITORY);
    assertThat(found.closes()).isEmpty();
    assertThat(found.names()).containsExactly(12, 13);
  }

  @Test
  void code_and_hidden_comments_do_not_count() {
    String text =
        """
        <!-- Fixes #1 -->
        `Fixes #2`
        ```
        Fixes #3
        ```
        Fixes #4
        <!-- Fixes #5
        """;
    assertThat(IssueReferences.in(text, REPOSITORY).closes()).containsExactly(4);
  }

  @Test
  void a_hostile_text_is_bounded_in_time_and_number() {
    String many = "fixes #1 ".repeat(7_000);
    String digits = "#" + "1".repeat(60_000);
    String ticks = "`".repeat(60_000) + "<!--".repeat(1_000);
    String names = "a/".repeat(30_000) + "#1";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String text : List.of(many, digits, ticks, names)) {
            IssueReferences.in(text, REPOSITORY);
          }
        });
    StringBuilder list = new StringBuilder();
    for (int number = 1; number <= 500; number++) {
      list.append("fixes #").append(number).append('\n');
    }
    assertThat(IssueReferences.in(list.toString(), REPOSITORY).names()).hasSize(50);
  }
}
