package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the default branch takes no commit of Pawl's, queue files are moved by pull requests. */
@QuarkusTest
@Tag("system")
class OwnPullStoryTest extends OwnPullStory {
  @Test
  void L14_protectedDefaultBranch() {
    String repository = guarded("protected", 0);
    int number = opened(repository);
    JsonNode pull = github.pullRequest(repository, number);
    assertThat(pull.path("title").asText()).isEqualTo("Take up “A”");
    assertThat(pull.at("/user/type").asText()).isEqualTo("Bot");
    assertThat(pull.path("body").asText()).contains("`" + PENDING + "`", "main");
    assertThat(pull.path("commits").asInt()).isEqualTo(1);
    assertThat(files(repository, "main")).contains(PENDING).doesNotContain(PROCESSED);
    eventually(() -> says(repository, number, "none has run on its head"));
    assertThat(state(repository)).as("the task goes on meanwhile").isNotEqualTo("Needs you");
    assertThat(reason(repository)).contains("#1");

    passesItsCheck(repository, number);
    eventually(() -> merged(repository, number));
    eventually(() -> files(repository, "main").contains(PROCESSED));
    settled();
    assertThat(text(repository, "main", PROCESSED)).isEqualTo("# A\n\nDo it.\n");
    assertThat(files(repository, "main")).doesNotContain(PENDING);
    assertThat(items(repository)).isEqualTo("processed");
    eventually(() -> !branchIsThere(repository, pull.at("/head/ref").asText()));
    settled();
    assertThat(own(repository)).hasSize(1);
    assertThat(titles(repository)).containsExactly("A");
    assertThat(needs(repository)).isEmpty();
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void L14_itWaitsForTheApprovalThatTheRulesAskFor() {
    String repository = guarded("approved", 1);
    int number = opened(repository);
    passesItsCheck(repository, number);
    eventually(() -> says(repository, number, "approv"));
    settled();
    assertThat(merged(repository, number)).isFalse();
    assertThat(needs(repository)).isEmpty();

    github.review(repository, number, person(repository, "ada", "write"), "approved", "Fine.");
    eventually(() -> merged(repository, number));
    eventually(() -> items(repository).equals("processed"));
    settled();
    assertThat(own(repository)).hasSize(1);
  }

  @Test
  void L14_aFileThatIsEditedMeanwhileIsPlannedAnew() {
    String repository = guarded("edited", 1);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    github.commit(repository, owner, "main", "Edit", Map.of(PENDING, "# A\n\nDo it well.\n"));
    eventually(() -> open(repository).stream().anyMatch(other -> other != number));
    settled();
    assertThat(open(repository)).hasSize(1).doesNotContain(number);
    assertThat(github.comments(repository, number))
        .singleElement()
        .satisfies(
            said -> assertThat(said.path("body").asText()).contains("changed", "`" + PENDING));
    JsonNode next = own(repository).getLast();
    assertThat(text(repository, next.at("/head/ref").asText(), PROCESSED))
        .isEqualTo("# A\n\nDo it well.\n");
    eventually(
        () -> !branchIsThere(repository, own(repository).getFirst().at("/head/ref").asText()));
    assertThat(titles(repository)).containsExactly("A");
  }
}
