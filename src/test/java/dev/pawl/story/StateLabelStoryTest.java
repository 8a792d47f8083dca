package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a pull request stands, as its label says. */
@QuarkusTest
@Tag("system")
class StateLabelStoryTest extends PullRequestStory {
  private static final String TASK = "planning/issue_queue/pending/dev-light.md";
  private static final String WORKFLOW = ".github/workflows/light.yml";

  private int opened(String repository) {
    return github.openDraft(
        repository, AGENT, "copilot/light", "Light", "Fixes #1", Map.of(TASK, "Light it.\n"));
  }

  private List<String> labels(String repository, int number) {
    return StreamSupport.stream(
            github.pullRequest(repository, number).path("labels").spliterator(), false)
        .map(label -> label.path("name").asText())
        .sorted()
        .toList();
  }

  private void comesToStand(String repository, int number, String label) {
    eventually(() -> labels(repository, number).equals(List.of(label)));
    settled();
  }

  private String person(String repository) {
    String reviewer = owner + "-ada";
    github.createPerson(reviewer);
    github.permit(repository, reviewer, "write");
    return reviewer;
  }

  @Test
  void aLabelSaysHowItStands() {
    String repository = repositoryWithTask("labelled");
    github.commit(
        repository,
        owner,
        "main",
        "Show how it stands",
        Map.of(".github/pawl.yml", "labels:\n  show_state: true\n  blocked: stop\n"));
    settled();
    String ada = person(repository);
    int number = opened(repository);
    comesToStand(repository, number, "pawl:pending-review");

    long review = github.review(repository, number, ada, "changes_requested", "Brighter.");
    comesToStand(repository, number, "pawl:changes-requested");
    github.dismissReview(repository, number, review, ada);
    comesToStand(repository, number, "pawl:pending-review");

    github.pushToPullRequest(repository, number, AGENT, "On push", Map.of(WORKFLOW, "on: push\n"));
    comesToStand(repository, number, "stop");
    long written = github.requests("POST", "/repos/" + repository + "/issues/[0-9]+/labels").size();
    assertThat(written).isEqualTo(4);

    passTime(Duration.ofHours(2));
    settled();
    github.editPullRequest(repository, number, ada, Map.of("labels", List.of()));
    settled();
    assertThat(labels(repository, number)).as("nobody is overruled").isEmpty();
    assertThat(github.requests("POST", "/repos/" + repository + "/issues/[0-9]+/labels"))
        .hasSize((int) written);
  }

  @Test
  void whatIsMergedWasReady() {
    String repository = repositoryWithTask("ready-label");
    github.commit(
        repository,
        owner,
        "main",
        "Show how it stands",
        Map.of(".github/pawl.yml", "labels:\n  show_state: true\n"));
    settled();
    int number = opened(repository);
    comesToStand(repository, number, "pawl:pending-review");
    github.check(repository, "copilot/light", "build", "success");
    github.requestReview(repository, number, AGENT, person(repository));

    eventually(() -> github.pullRequest(repository, number).path("merged").asBoolean());
    settled();
    assertThat(labels(repository, number)).containsExactly("pawl:ready");
  }

  @Test
  void unlessSettingsAskForItThereIsNone() {
    String repository = repositoryWithTask("unlabelled");
    int number = opened(repository);
    settled();
    assertThat(labels(repository, number)).isEmpty();
  }
}
