package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What people do to pull requests by which Pawl moves queue files, and to those files meanwhile.
 */
@QuarkusTest
@Tag("system")
class OwnPullHandsStoryTest extends OwnPullStory {
  @Test
  void L14_whoeverClosesItIsAsked() {
    String repository = guarded("closed", 1);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    github.closePullRequest(repository, number, owner);
    eventually(() -> needs(repository).size() == 1);
    settled();
    JsonNode need = needs(repository).getFirst();
    assertThat(need.path("why").asText())
        .isEqualTo(
            "`%s` could not be moved to `processed/`. #%s, which moves it, was closed without a merge."
                .formatted(PENDING, number));
    assertThat(need.path("what").asText()).contains("Let Pawl commit to main");
    assertThat(state(repository)).isEqualTo("Needs you");
    assertThat(own(repository)).hasSize(1);

    goOn(need);
    int next = opened(repository);
    assertThat(next).isNotEqualTo(number);
    eventually(
        () -> !branchIsThere(repository, own(repository).getFirst().at("/head/ref").asText()));
    settled();
    assertThat(own(repository)).hasSize(2);
  }

  @Test
  void L14_aFileThatIsTakenAwayMeanwhileEndsItsTask() {
    String repository = guarded("taken", 1);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    github.commit(repository, owner, "main", "Not needed", without(PENDING));
    eventually(() -> items(repository).equals("gone"));
    eventually(() -> open(repository).isEmpty());
    settled();
    assertThat(own(repository)).extracting(pull -> pull.path("number").asInt()).contains(number);
    assertThat(merged(repository, number)).isFalse();
    assertThat(files(repository, "main")).doesNotContain(PENDING, PROCESSED);
    assertThat(needs(repository)).isEmpty();
  }

  @Test
  void L14_aFileThatIsMovedByHandMeanwhileIsMoved() {
    String repository = guarded("by-hand", 1);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    var move = without(PENDING);
    move.put(PROCESSED, "# A\n\nDo it.\n");
    github.commit(repository, owner, "main", "By hand", move);
    eventually(() -> items(repository).equals("processed"));
    settled();
    assertThat(open(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();
    assertThat(needs(repository)).isEmpty();
  }

  @Test
  void L14_whatSomebodyAddsToItIsNotMergedByItself() {
    String repository = guarded("added", 0);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    github.pushToPullRequest(repository, number, owner, "More", Map.of("evil.sh", "rm -rf /"));
    passesItsCheck(repository, number);
    eventually(() -> says(repository, number, "is not what Pawl put into it"));
    settled();
    assertThat(merged(repository, number)).isFalse();
    assertThat(puts(repository)).isEmpty();
  }

  @Test
  void L14_whereNoBranchCanBeMadeAPersonIsTold() {
    String repository = owner + "/branchless";
    github.refuseNext(
        1, "POST", "/repos/" + repository + "/git/refs", 422, "Repository rule violations found");
    guarded("branchless", 0);
    eventually(() -> needs(repository).size() == 1);
    settled();
    JsonNode need = needs(repository).getFirst();
    assertThat(need.path("why").asText())
        .contains("a branch for a pull request could not be made", "Repository rule violations");
    assertThat(need.path("what").asText()).contains("called `pawl/…`");
    assertThat(own(repository)).isEmpty();

    goOn(need);
    assertThat(opened(repository)).isPositive();
  }
}
