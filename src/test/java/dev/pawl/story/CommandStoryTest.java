package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Who may say what to Pawl, how it is answered, and that it is done once. */
@QuarkusTest
class CommandStoryTest extends CommandStory {
  @Test
  void C1_whoMayNotIsToldOnceAndNothingChanges() {
    String repository = talked("strange");
    long first = github.comment(repository, 1, eve, "/pawl pause because I like it");
    String refusal = answer(repository, 1, 1);
    assertThat(refusal).contains("write access").contains("Nothing was changed");
    assertThat(refusal).doesNotContain("@");
    assertThat(reactions(repository, 1, first, "confused")).isOne();
    assertThat(state(repository)).isNotEqualTo("Paused");

    github.comment(repository, 1, eve, "/pawl skip");
    github.comment(repository, 1, eve, "/pawl pause");
    eventually(() -> commands(repository).size() == 3);
    settled();
    assertThat(answers(repository, 1)).hasSize(1);
    assertThat(commands(repository)).allMatch(line -> line.endsWith("refused"));
    assertThat(state(repository)).isNotEqualTo("Paused");
    assertThat(
            count(
                "select count(*) as n from audit where what = 'refuse command' and who = '"
                    + eve
                    + "'"))
        .isEqualTo(3);
  }

  @Test
  void C2_aBotIsIgnored() {
    String repository = talked("robots");
    String bot = owner + "-robot[bot]";
    github.createAccount(bot, "Bot");
    github.permit(repository, bot, "admin");
    github.comment(repository, 1, bot, "/pawl pause");
    github.openIssue(repository, bot, "Beep", "/pawl pause");
    settled();
    assertThat(commands(repository)).isEmpty();
    assertThat(answers(repository, 1)).isEmpty();
    assertThat(asked(repository, bot)).isZero();
  }

  @Test
  void C3_codeAndQuotesSayNothing() {
    String repository = talked("quotes");
    github.comment(repository, 1, ada, "```\n/pawl pause\n```\n\n> /pawl pause\n\n`/pawl pause`");
    settled();
    assertThat(commands(repository)).isEmpty();
    assertThat(state(repository)).isNotEqualTo("Paused");
  }

  @Test
  void C4_anEditIsItsEditorsAndRunsOnce() {
    String repository = talked("edited");
    long comment = github.comment(repository, 1, eve, "/pawl pause");
    answer(repository, 1, 1);

    // Whoever mends something beside it does not say it.
    github.editComment(repository, comment, ada, "/pawl pause\n\n(mended)");
    settled();
    assertThat(state(repository)).isNotEqualTo("Paused");

    github.editComment(repository, comment, ada, "/pawl pause for 1h to look");
    eventually(() -> state(repository).equals("Paused"));
    settled();
    assertThat(reason(repository)).contains("Paused by " + ada).contains("to look");
    assertThat(answers(repository, 1)).hasSize(1).first().asString().contains("Paused until");

    // What has run is over, however often it is edited in and out.
    github.comment(repository, 1, ada, "/pawl resume");
    eventually(() -> !state(repository).equals("Paused"));
    github.editComment(repository, comment, ada, "never mind");
    github.editComment(repository, comment, ada, "/pawl pause for 1h to look");
    settled();
    assertThat(state(repository)).isNotEqualTo("Paused");
  }

  @Test
  void C4_aRefusedOneMayBeSaidByWhoMay() {
    String repository = talked("said-again");
    long comment = github.comment(repository, 1, eve, "/pawl pause");
    answer(repository, 1, 1);
    github.editComment(repository, comment, eve, "please");
    settled();
    github.editComment(repository, comment, ada, "/pawl pause");
    eventually(() -> state(repository).equals("Paused"));
    settled();
    assertThat(commands(repository)).containsExactly("/pawl pause -> done");
    assertThat(answers(repository, 1)).hasSize(1).first().asString().contains("Paused until");
  }

  @Test
  void C5_anUnknownOneIsAnsweredWithTheNearestAndTheHelp() {
    String repository = talked("misspelt");
    long comment = github.comment(repository, 1, ada, "/pawl puase for 2h");
    assertThat(answer(repository, 1, 1))
        .contains("Did you mean `/pawl pause`")
        .contains("| `/pawl status` |");
    assertThat(reactions(repository, 1, comment, "confused")).isOne();
    assertThat(state(repository)).isNotEqualTo("Paused");

    github.comment(repository, 1, ada, "/pawl resume at once");
    assertThat(answer(repository, 1, 2)).contains("`/pawl resume` ends the pause");
  }

  @Test
  void C6_twoInOneCommentAreDoneInTheirOrderAndAnsweredOnce() {
    String repository = talked("two");
    long comment =
        github.comment(
            repository, 1, ada, "/pawl status\n\n/pawl pause for 2h @everyone\n\n/pawl status");
    String answer = answer(repository, 1, 1);
    assertThat(commands(repository))
        .containsExactly(
            "/pawl status -> done", "/pawl pause for 2h @everyone -> done", "/pawl status -> done");
    assertThat(answer.indexOf("**Waiting**"))
        .isPositive()
        .isLessThan(answer.indexOf("Paused until"));
    assertThat(answer.indexOf("**Paused**")).isGreaterThan(answer.indexOf("Paused until"));
    assertThat(answer).as("words of people call nobody").doesNotContain("@everyone");
    assertThat(reactions(repository, 1, comment, "eyes")).isOne();
    assertThat(reactions(repository, 1, comment, "+1")).isOne();
    assertThat(github.requests("POST", "/repos/" + repository + "/issues/1/comments")).hasSize(1);
  }
}
