package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pull requests from forks: whose are merged, and by which checks. */
@QuarkusTest
@Tag("system")
class ForkMergeStoryTest extends MergeStory {

  /** From a fork of the author's own. */
  private int opensFromFork(String repository, String author) {
    String fork = github.fork(repository, author);
    return github.openPullRequest(
        repository,
        author,
        Map.of(
            "head",
            "light",
            "fork",
            fork,
            "title",
            "Light",
            "body",
            "Fixes #1",
            "files",
            Map.of(TASK, "Light it.\n")));
  }

  private String head(String repository, int number) {
    return github.pullRequest(repository, number).at("/head/sha").asText();
  }

  /** Green, reviewed, approved, and for Pawl's own issue: whoever made it may not write. */
  @Test
  void L17_forkStranger() {
    String repository = repositoryWithTask("stranger");
    int number = opensFromFork(repository, person(repository, "mallory", null));
    eventually(
        () -> known(repository, number) && row(repository, number).getValue("read_at") != null);
    String ada = person(repository, "ada", "write");
    github.check(repository, head(repository, number), "build", "success");
    github.requestReview(repository, number, owner, ada);
    github.review(repository, number, ada, "approved", "Fine.");
    isLeftAlone(repository, number);

    passTime(Duration.ofHours(12));
    github.editPullRequest(repository, number, owner, Map.of("title", "More light"));
    isLeftAlone(repository, number);
  }

  private void isLeftAlone(String repository, int number) {
    certain(repository);
    assertThat(row(repository, number).getBoolean("tracked")).as("followed").isFalse();
    for (Row link :
        database()
            .execute(
                """
                select issue from mirror_issue_link
                where repository_id = $1 and pull_request = $2 and issue is not null
                """,
                repositoryId(repository),
                number)) {
      throw new AssertionError("linked to #" + link.getInteger("issue"));
    }
    assertThat(puts(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();
    assertThat(github.issues(repository).getFirst().path("state").asText()).isEqualTo("open");
  }

  /** Events of its checks name no pull request: they are found by its head. */
  @Test
  void M25_aWritersForkIsMergedByTheChecksOfItsHead() {
    String repository = repositoryWithTask("forked");
    String ada = person(repository, "ada", "write");
    int number = opensFromFork(repository, ada);
    String head = head(repository, number);
    github.check(repository, head, "build", "in_progress");
    github.requestReview(repository, number, ada, person(repository, "grace", "write"));
    eventually(() -> says(repository, number, "Waiting for build on"));
    certain(repository);
    github.clearRequests();

    github.check(repository, head, "build", "failure");
    eventually(() -> says(repository, number, "build did not pass"));
    settled();
    assertThat(questions()).as("the event alone told of it").isZero();
    assertThat(puts(repository)).isEmpty();

    github.check(repository, head, "build", "success");
    eventually(() -> merged(repository, number));
    certain(repository);
    assertThat(puts(repository)).hasSize(1);
    List<JsonNode> told =
        told(repository, "check_run").stream()
            .map(delivery -> delivery.at("/payload/check_run"))
            .filter(run -> run.path("name").asText().equals("build"))
            .toList();
    assertThat(told).hasSizeGreaterThan(3).allMatch(run -> run.path("pull_requests").isEmpty());
    assertThat(github.requests("DELETE", ".*/git/refs/.*")).as("a branch of others").isEmpty();
  }
}
