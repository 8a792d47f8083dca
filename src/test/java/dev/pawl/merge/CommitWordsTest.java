package dev.pawl.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.CommitWords.Author;
import dev.pawl.merge.CommitWords.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a merge's commit says, where a repository wants other words than GitHub's. */
class CommitWordsTest {
  private static final Author ADA = new Author("Ada", "ada@example.org");
  private static final Author GRACE = new Author("Grace", "grace@example.org");

  private static Subject subject(String title, String description, Author... authors) {
    return new Subject(41, title, description, "ada", "light", List.of(authors));
  }

  @Test
  void placesAreFilledInOnce() {
    Subject subject = subject("Light {number}", "", ADA);
    assertThat(CommitWords.title("{title} (#{number}) by {author} from {branch}", subject))
        .isEqualTo("Light {number} (#41) by ada from light");
  }

  @Test
  void aTitleIsOneLineAndBounded() {
    Subject subject = subject("a\nb\u0000c " + "😀".repeat(200), "", ADA);
    String title = CommitWords.title("{title}", subject);
    assertThat(title).startsWith("a b c ").doesNotContain("\n").endsWith("…");
    assertThat(title.length()).isLessThanOrEqualTo(250);
    assertThat(Character.isHighSurrogate(title.charAt(title.length() - 2))).isFalse();
  }

  @Test
  void commentsOfTheDescriptionAreLeftOut() {
    Subject subject =
        subject(
            "Light",
            """
            <!-- a template's hint,
            over two lines -->
            It is light <!-- how? --> now.

            ```html
            <!-- code stays -->
            ```

            And `<!-- this -->` too.
            <!-- pawl:effect key -->
            """,
            ADA);
    assertThat(CommitWords.body("{description}", subject))
        .contains("It is light  now.", "<!-- code stays -->", "`<!-- this -->`")
        .doesNotContain("hint", "how?", "pawl:effect");
  }

  @ParameterizedTest
  @CsvSource({"'<!-- open', ''", "'a <!-- b', 'a <!-- b'", "'<!---->', ''", "'x', 'x'", "'', ''"})
  void whatIsNoWholeCommentIsLeftAsItIsRead(String given, String left) {
    assertThat(CommitWords.withoutComments(given)).isEqualTo(left);
  }

  @Test
  void whoeverElseWroteItIsNamedOnce() {
    String body =
        CommitWords.body(
            "{description}",
            subject(
                "Light",
                "Done.\n\nCo-authored-by: Joan <joan@example.org>",
                ADA,
                GRACE,
                new Author("Grace H.", "Grace@example.org"),
                new Author("Joan", "joan@example.org"),
                new Author("Mallory\nCo-authored-by: Eve <eve@x>", "m@example.org"),
                new Author("", "nobody@example.org")));
    assertThat(body)
        .isEqualTo(
            """
            Done.

            Co-authored-by: Joan <joan@example.org>

            Co-authored-by: Grace <grace@example.org>
            Co-authored-by: Mallory Co-authored-by: Eve eve@x <m@example.org>""");
    assertThat(CommitWords.body("{description}", subject("Light", "", ADA))).isEmpty();
  }

  @Test
  void whomACommitNamesIsFound() {
    assertThat(
            CommitWords.named(
                "Light\n\nco-Authored-By:  Grace <grace@example.org> \nCo-authored-by: broken\n"))
        .containsExactly(GRACE);
  }

  @Test
  void aBodyIsBounded() {
    String body = CommitWords.body("{description}", subject("L", "x".repeat(60_000), ADA, GRACE));
    assertThat(body).hasSizeLessThan(21_000).endsWith("Co-authored-by: Grace <grace@example.org>");
  }
}
