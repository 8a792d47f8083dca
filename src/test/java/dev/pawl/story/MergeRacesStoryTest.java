package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.lane.ManyWorkers;
import dev.pawl.store.LaneName;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others do to a pull request while Pawl is about to merge it. */
@QuarkusTest
@Tag("system")
class MergeRacesStoryTest extends MergeStory {
  @Inject ManyWorkers workers;

  private int waitsForBuild(String repository) {
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    settled();
    return number;
  }

  private void nothingIsSaidOn(String repository, int number) {
    assertThat(github.comments(repository, number)).isEmpty();
    assertThat(github.requests("POST", "/repos/" + repository + "/issues/[0-9]+/comments"))
        .isEmpty();
  }

  @Test
  void L40_reopened() {
    String repository = repositoryWithTask("reopened");
    int number = waitsForBuild(repository);
    github.closePullRequest(repository, number, owner);
    settled();
    github.check(repository, "copilot/light", "build", "success");
    settled();
    assertThat(puts(repository)).isEmpty();

    github.check(repository, "copilot/light", "lint", "in_progress");
    github.reopenPullRequest(repository, number, owner);
    eventually(() -> says(repository, number, "Waiting for lint on"));
    settled();
    assertThat(puts(repository)).isEmpty();

    github.check(repository, "copilot/light", "lint", "success");
    eventually(() -> merged(repository, number));
    settled();
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void L40_turnedBackToADraft() {
    String repository = repositoryWithTask("shelved");
    int number = waitsForBuild(repository);
    github.markReady(repository, number, owner);
    String grace = person(repository, "grace", "write");
    github.convertToDraft(repository, number, grace);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "made it a draft again"));
    settled();
    assertThat(puts(repository)).isEmpty();

    github.markReady(repository, number, grace);
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  /** No event says who did it: GitHub's own record of the pull request does. */
  @Test
  void L40_turnedBackToADraftUntold() {
    String repository = repositoryWithTask("muted");
    int number = waitsForBuild(repository);
    github.markReady(repository, number, owner);
    settled();
    String grace = person(repository, "grace", "write");
    github.untold().convertToDraft(repository, number, grace);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "made it a draft again"));
    settled();
    assertThat(puts(repository)).isEmpty();
    assertThat(row(repository, number).getString("drafted_by")).isEqualTo(grace);
  }

  /** Whatever is told of it comes after the deed: the state follows, and nothing is said. */
  @Test
  void M43_closedElsewhere() {
    String repository = repositoryWithTask("shut");
    int number = waitsForBuild(repository);
    github.closePullRequest(repository, number, owner);
    github.check(repository, "copilot/light", "build", "success");
    settled();
    assertThat(row(repository, number).getString("state")).isEqualTo("closed");
    assertThat(puts(repository)).isEmpty();
    nothingIsSaidOn(repository, number);
  }

  @Test
  void M43_mergedElsewhere() {
    String repository = repositoryWithTask("landed");
    int number = waitsForBuild(repository);
    github.mergePullRequest(repository, number, owner, "merge");
    github.check(repository, "copilot/light", "build", "success");
    settled();
    assertThat(row(repository, number).getString("state")).isEqualTo("merged");
    assertThat(puts(repository)).isEmpty();
    assertThat(github.issues(repository).getFirst().path("state").asText()).isEqualTo("closed");
    nothingIsSaidOn(repository, number);
  }

  /** The author knows of it: the check run says it, and nobody is called. */
  @Test
  void M13_conflictAfterTheAgentsOwnPush() {
    String repository = repositoryWithTask("clash");
    int number = waitsForBuild(repository);
    github.commit(repository, owner, "main", "Mine", Map.of(TASK, "Light it otherwise.\n"));
    github.pushToPullRequest(repository, number, AGENT, "On", Map.of(TASK, "Light it on.\n"));
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "conflict"));
    settled();
    assertThat(puts(repository)).isEmpty();
    nothingIsSaidOn(repository, number);
  }

  @Test
  void M45_tenWorkersAtOnce() {
    String repository = repositoryWithTask("crowd");
    int number = waitsForBuild(repository);
    github.untold().check(repository, "copilot/light", "build", "success");
    Thread told =
        Thread.startVirtualThread(
            () -> github.check(repository, "copilot/light", "lint", "success"));
    workers.work(LaneName.repository(repositoryId(repository)), Duration.ofSeconds(2));
    eventually(() -> !told.isAlive());
    eventually(() -> merged(repository, number));
    settled();
    assertThat(puts(repository)).hasSize(1);
    assertThat(check(repository, number).path("conclusion").asText()).isEqualTo("success");
    assertThat(github.comments(repository, 1)).hasSizeLessThanOrEqualTo(1);
    nothingIsSaidOn(repository, number);
  }
}
