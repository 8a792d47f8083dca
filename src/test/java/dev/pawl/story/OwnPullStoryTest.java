package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the default branch takes no commit of Pawl's, queue files are moved by pull requests. */
@QuarkusTest
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
    assertThat(says(repository, number, "none has run on its head")).as("guards judge it").isTrue();
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

  private void goOn(JsonNode need) {
    assertThat(
            visitor
                .api(
                    "POST",
                    "/api/interventions/" + need.path("id").asLong(),
                    Map.of("choice", "go-on"))
                .statusCode())
        .isEqualTo(200);
  }

  private String items(String repository) {
    return database()
        .execute(
            "select string_agg(state, ' ' order by id) as s from queue_item"
                + " where repository_id = $1",
            repositoryId(repository))
        .iterator()
        .next()
        .getString("s");
  }

  private List<String> titles(String repository) {
    return ownIssues(repository).stream()
        .filter(issue -> issue.path("pull_request").isMissingNode())
        .map(issue -> issue.path("title").asText())
        .filter(title -> !title.startsWith("Gap analysis"))
        .toList();
  }
}
