package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A merge that needs more than itself: a queue, or the latest of its base. */
@QuarkusTest
@Tag("system")
class MergeWaysStoryTest extends MergeStory {
  private List<JsonNode> updates(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/update-branch");
  }

  private long enqueued(String repository) {
    return told(repository, "pull_request").stream()
        .filter(told -> told.at("/payload/action").asText().equals("enqueued"))
        .count();
  }

  private int finished(String repository) {
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    return number;
  }

  @Test
  void M36_aMergeQueueMergesWhatIsPutThere() {
    String repository = repositoryWithTask("lined-up");
    github.rule(repository, "merge_queue", Map.of("merge_method", "SQUASH"));
    int number = finished(repository);
    eventually(() -> merged(repository, number));
    settled();
    assertThat(puts(repository)).isEmpty();
    assertThat(enqueued(repository)).isOne();
    eventually(() -> github.issues(repository).getFirst().path("state").asText().equals("closed"));
  }

  /** What the queue takes out is not put there again, until something has changed. */
  @Test
  void M36_whatTheQueueTakesOutIsAPersonsMatter() {
    String repository = repositoryWithTask("taken-out");
    github.rule(repository, "merge_queue", Map.of("merge_method", "SQUASH"));
    github.protect(repository, "main", 0, List.of("build"), false);
    int number = finished(repository);
    eventually(() -> says(repository, number, "Waiting for the merge queue to merge"));
    github.dequeue(repository, number, owner);
    eventually(() -> says(repository, number, "took it out again"));
    settled();
    assertThat(enqueued(repository)).isOne();

    // A person may do so.
    github.enqueue(repository, number, owner);
    eventually(() -> says(repository, number, "Waiting for the merge queue to merge"));
    settled();
    assertThat(puts(repository)).isEmpty();
  }

  @Test
  void M49_whatIsBehindIsBroughtUpToDateOnce() {
    String repository = repositoryWithTask("behind");
    github.protect(repository, "main", 0, List.of("build"), true);
    int number = opens(repository, "Light", TASK);
    github.commit(repository, owner, "main", "More", Map.of("more.md", "more\n"));
    github.check(repository, "copilot/light", "build", "in_progress");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    settled();
    assertThat(updates(repository)).isEmpty();

    String judged = github.pullRequest(repository, number).at("/head/sha").asText();
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> !updates(repository).isEmpty());
    eventually(() -> says(repository, number, "build"));
    settled();
    assertThat(updates(repository))
        .singleElement()
        .satisfies(update -> assertThat(update.path("status").asInt()).isEqualTo(202));
    assertThat(github.pullRequest(repository, number).at("/head/sha").asText())
        .isNotEqualTo(judged);
    assertThat(puts(repository)).isEmpty();

    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> merged(repository, number));
    assertThat(updates(repository)).hasSize(1);
    assertThat(puts(repository)).hasSize(1);
  }

  /** Each update would be in vain as soon as another one is merged. */
  @Test
  void M49_ofSeveralOneAfterTheOther() {
    String repository = repositoryWithTask("in-turn");
    github.protect(repository, "main", 0, List.of("build"), true);
    String ada = person(repository, "ada", "write");
    person(repository, "grace", "write");
    int first = task(repository, "one", ada);
    int second = task(repository, "two", ada);
    github.commit(repository, owner, "main", "More", Map.of("more.md", "more\n"));
    eventually(() -> says(repository, first, "build"));
    github.check(repository, "one", "build", "success");
    github.check(repository, "two", "build", "success");
    eventually(() -> says(repository, second, "in its turn after #" + first));
    settled();
    assertThat(updates(repository)).hasSize(1);

    github.check(repository, "one", "build", "success");
    eventually(() -> merged(repository, first));
    eventually(() -> updates(repository).size() == 2);
    eventually(() -> says(repository, second, "build"));
    github.check(repository, "two", "build", "success");
    eventually(() -> merged(repository, second));
    assertThat(updates(repository)).hasSize(2);
  }

  /** The words are those of the moment of the merge, without what was only for its readers. */
  @Test
  void theCommitSaysWhatTheSettingsWant() {
    String repository =
        repositoryWithTask(
            "worded",
            Map.of(
                ".github/pawl.yml",
                "commit:\n  title: '{title} (#{number})'\n  body: \"{description}\"\n"));
    int number = opens(repository, "[WIP] Light", TASK);
    github.editPullRequest(
        repository,
        number,
        AGENT,
        Map.of("title", "Light", "body", "Fixes #1 <!-- for reviewers -->\n\nIt is light."));
    github.check(repository, "copilot/light", "build", "success");
    github.recordBodies(true);
    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    github.recordBodies(false);

    JsonNode sent = Json.tree(puts(repository).getFirst().path("body").asText());
    assertThat(sent.path("commit_title").asText()).isEqualTo("Light (#" + number + ")");
    assertThat(sent.path("commit_message").asText())
        .startsWith("Fixes #1")
        .contains("It is light.")
        .doesNotContain("reviewers");
  }

  /** A person's pull request for a task of its own, of which a review was asked for. */
  private int task(String repository, String branch, String ada) {
    var opened =
        new Visitor(webhook())
            .api(
                "POST",
                "/api/repositories/" + repository + "/phases",
                Map.of("title", "Task " + branch));
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    long phase = Json.tree(opened.body()).path("id").asLong();
    eventually(
        () ->
            count("select count(*) as n from phase where issue is not null and id = " + phase)
                == 1);
    long issue = count("select issue as n from phase where id = " + phase);
    int number =
        github.openPullRequest(
            repository,
            ada,
            branch,
            "Do " + branch,
            "Fixes #" + issue,
            Map.of(branch + ".md", branch + "\n"));
    github.requestReview(repository, number, ada, owner + "-grace");
    return number;
  }
}
