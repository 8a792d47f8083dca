package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How commands are answered, wherever they stand and whatever GitHub does meanwhile. */
@QuarkusTest
@Tag("system")
class CommandAnswerStoryTest extends CommandStory {
  @Test
  void pauseIsAnsweredThoughNothingElseIsWritten() {
    String repository = talked("paused");
    github.comment(repository, 1, ada, "/pawl pause");
    assertThat(answer(repository, 1, 1)).contains("Paused until somebody ends it");
    assertThat(reason(repository)).contains("no reason was given");
    github.comment(repository, 1, ada, "/pawl resume");
    assertThat(answer(repository, 1, 2)).contains("The pause has ended");
    assertThat(state(repository)).isNotEqualTo("Paused");
    github.comment(repository, 1, ada, "/pawl resume");
    assertThat(answer(repository, 1, 3)).contains("It is not paused any more");
    assertThat(
            count(
                "select count(*) as n from audit where what like '%e repository' and who = '"
                    + ada
                    + "'"))
        .isEqualTo(2);
  }

  @Test
  void helpAndWhyAreForWhoMayRead() {
    String repository = talked("asked");
    github.comment(repository, 1, eve, "/pawl");
    assertThat(answer(repository, 1, 1)).contains("| `/pawl take-over` |");
    // In a public repository, not again and again.
    github.comment(repository, 1, eve, "/pawl why");
    settled();
    assertThat(answers(repository, 1)).hasSize(1);
    passTime(Duration.ofMinutes(11));
    github.comment(repository, 1, eve, "/pawl why");
    assertThat(answer(repository, 1, 2)).contains("**Waiting**").contains("#1");
  }

  @Test
  void whoeverIsNotKnownYetIsAskedAboutLater() {
    String repository = talked("later");
    String permission = "/repos/" + repository + "/collaborators/" + ada + "/permission";
    github.failNext(1, "GET", permission, 502);
    long comment = github.comment(repository, 1, ada, "/pawl pause");
    eventually(() -> reactions(repository, 1, comment, "eyes") == 1);
    settled();
    assertThat(state(repository)).isNotEqualTo("Paused");
    assertThat(answers(repository, 1)).isEmpty();
    passTime(Duration.ofMinutes(1));
    eventually(() -> state(repository).equals("Paused"));
    assertThat(answer(repository, 1, 1)).contains("Paused until");
  }

  @Test
  void descriptionsAndReviewsSayItToo() {
    String repository = talked("places");
    int issue = github.openIssue(repository, ada, "Wait", "/pawl pause for 1h the fair");
    assertThat(answer(repository, issue, 1)).contains("Paused until");
    assertThat(github.issues(repository).getLast().at("/reactions/eyes").asInt()).isOne();
    int pull =
        github.openPullRequest(
            repository, ada, "lamp", "A lamp", "Look\n\n/pawl resume", Map.of("lamp", "x\n"));
    assertThat(answer(repository, pull, 1)).contains("The pause has ended");
    github.review(repository, pull, ada, "commented", "/pawl hold until I say so");
    assertThat(answer(repository, pull, 2)).contains("Held back");
    github.openThread(repository, pull, ada, "lamp", 1, "/pawl unhold");
    assertThat(answer(repository, pull, 3)).contains("not held back any more");
    assertThat(github.requests("POST", "/repos/" + repository + "/pulls/comments/[0-9]+/reactions"))
        .hasSize(2);
  }

  @Test
  void C1_whoIsRefusedAgainAndAgainIsNotAskedAboutAnyMore() {
    String repository = talked("stubborn");
    for (int i = 0; i < 7; i++) {
      github.comment(repository, 1, eve, "/pawl retry");
    }
    eventually(() -> commands(repository).size() == 7);
    settled();
    assertThat(asked(repository, eve)).isEqualTo(5);
    assertThat(answers(repository, 1)).hasSize(1);
    passTime(Duration.ofMinutes(61));
    github.comment(repository, 1, eve, "/pawl retry");
    eventually(() -> asked(repository, eve) == 6);
  }

  @Test
  void anAnswerThatIsLostIsFoundAndChangedLater() {
    String repository = talked("lost");
    String comments = "/repos/" + repository + "/issues/1/comments";
    github.failAfterWrite(1, "POST", comments, 502);
    long comment = github.comment(repository, 1, ada, "/pawl hold");
    eventually(() -> answers(repository, 1).size() == 1);
    // The first answer's outcome is not known yet when there is more to say.
    github.editComment(repository, comment, ada, "/pawl hold\n\n/pawl help");
    eventually(() -> commands(repository).size() == 2);
    for (int i = 0; i < 5; i++) {
      settled();
      passTime(Duration.ofSeconds(61));
    }
    eventually(() -> answers(repository, 1).getFirst().contains("| `/pawl status` |"));
    settled();
    assertThat(answers(repository, 1)).hasSize(1);
    assertThat(answers(repository, 1).getFirst()).contains("no pull request works on it");
    assertThat(github.requests("POST", comments)).hasSize(1);
    assertThat(github.requests("PATCH", "/repos/" + repository + "/issues/comments/[0-9]+"))
        .isNotEmpty();
  }

  @Test
  void whatIsDeletedBeforeAnybodyLooksIsNotDone() {
    String repository = talked("deleted");
    String permission = "/repos/" + repository + "/collaborators/" + ada + "/permission";
    github.failNext(2, "GET", permission, 502);
    long comment = github.comment(repository, 1, ada, "/pawl pause");
    eventually(() -> reactions(repository, 1, comment, "eyes") == 1);
    long other = github.comment(repository, 1, ada, "/pawl pause\n\n/pawl hold");
    eventually(() -> reactions(repository, 1, other, "eyes") == 1);
    settled();
    github.deleteComment(repository, comment, ada);
    github.editComment(repository, other, ada, "/pawl hold");
    settled();
    passTime(Duration.ofMinutes(1));
    eventually(() -> answers(repository, 1).size() == 1);
    settled();
    assertThat(commands(repository))
        .containsExactly(
            "/pawl pause -> ignored", "/pawl pause -> ignored", "/pawl hold -> declined");
    assertThat(state(repository)).isNotEqualTo("Paused");
  }

  /** The edit was told first, and the comment's arrival late. */
  @Test
  void C4_ofALateTellingCountsWhatStillStandsThere() {
    String repository = talked("reordered");
    long gone = github.untold().comment(repository, 1, ada, "/pawl pause");
    long kept = github.untold().comment(repository, 1, ada, "/pawl hold");
    passTime(Duration.ofSeconds(5));
    github.editComment(repository, gone, ada, "thank you");
    github.editComment(repository, kept, ada, "/pawl hold\n\nthank you");
    settled();
    assertThat(commands(repository)).as("the edits have put nothing in").isEmpty();

    arrives(repository, gone, "/pawl pause");
    arrives(repository, kept, "/pawl hold");
    settled();
    assertThat(commands(repository)).containsExactly("/pawl hold -> declined");
    assertThat(state(repository)).isNotEqualTo("Paused");
    arrives(repository, kept, "/pawl hold");
    settled();
    assertThat(commands(repository)).hasSize(1);
  }

  /** Tells that a comment was made, with the text of then. */
  private void arrives(String repository, long comment, String text) {
    ObjectNode payload =
        told(repository, "issue_comment").stream()
            .map(delivery -> delivery.path("payload"))
            .filter(one -> one.at("/comment/id").asLong() == comment)
            .findFirst()
            .orElseThrow()
            .deepCopy();
    payload.put("action", "created").remove("changes");
    ObjectNode object = payload.withObject("/comment").put("body", text);
    object.put("updated_at", object.path("created_at").asText());
    tell("issue_comment", payload);
  }
}
