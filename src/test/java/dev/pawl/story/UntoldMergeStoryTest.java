package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Issues that were closed along with a merge of which Pawl heard nothing. */
@QuarkusTest
@Tag("system")
class UntoldMergeStoryTest extends PullRequestStory {
  private static final String TASK = "planning/issue_queue/pending/dev-light.md";

  /** GitHub lists what is open; this one never was, for all that Pawl knows. */
  @Test
  void L31_untoldFromItsOpeningToItsMerge() {
    String repository = repositoryWithTask("unseen");
    passTime(Duration.ofSeconds(5));
    int number = untoldPullRequest(repository);
    github.untold().mergePullRequest(repository, number, owner, "merge");
    settled();
    assertThat(phases(repository)).containsExactly("gap-analysis issued");

    passTime(Duration.ofHours(9));
    eventually(() -> phases(repository).contains("gap-analysis done"));
    settled();
    assertThat(history(repository, "cancelled")).isEmpty();
  }

  @Test
  void L31_onlyTheEndOfTheIssueIsTold() {
    String repository = repositoryWithTask("half-told");
    passTime(Duration.ofSeconds(5));
    int number = untoldPullRequest(repository);
    loseAllButIssues();
    github.mergePullRequest(repository, number, owner, "merge");
    eventually(() -> phases(repository).contains("gap-analysis done"));
    settled();
    assertThat(history(repository, "cancelled")).isEmpty();
    assertThat(archiveOfDone(repository))
        .contains("\"merged\"", "#" + number + " was merged for #1.");
  }

  @Test
  void L31_theEndOfTheIssueIsToldBeforeTheMerge() {
    String repository = repositoryWithTask("overtaken");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    passTime(Duration.ofSeconds(5));
    loseAllButIssues();
    github.mergePullRequest(repository, number, owner, "merge");
    eventually(() -> phases(repository).contains("gap-analysis done"));
    settled();
    assertThat(history(repository, "cancelled")).isEmpty();
  }

  /** Who closes an issue and leaves its pull request open does not want the task. */
  @Test
  void L21_humanClosesWhileItsPullRequestIsOpen() {
    String repository = repositoryWithTask("unwanted");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    passTime(Duration.ofSeconds(5));
    github.clearRequests();
    github.closeIssue(repository, 1, owner);
    eventually(() -> phases(repository).contains("gap-analysis cancelled"));
    settled();
    assertThat(row(repository, number).getString("state")).isEqualTo("open");
    assertThat(questions()).as("to be sure").isEqualTo(1);
  }

  /** What is kept of the one run that is done. */
  private String archiveOfDone(String repository) {
    List<String> ids =
        texts(
            "select a.id::text as t from artifact a join run r on r.id = a.run_id"
                + " where r.state = 'done' and r.repository_id = $1",
            repository);
    assertThat(ids).hasSize(1);
    return new Visitor(webhook()).get("/api/artifacts/" + ids.getFirst()).body();
  }

  private int untoldPullRequest(String repository) {
    return github
        .untold()
        .openPullRequest(
            repository, AGENT, "copilot/light", "Light", "Fixes #1", Map.of(TASK, "# Light it\n"));
  }

  private void loseAllButIssues() {
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "(?!issues).*"));
  }

  private List<String> phases(String repository) {
    return texts(
        "select kind || ' ' || state as t from phase where repository_id = $1 order by id",
        repository);
  }

  private List<String> history(String repository, String change) {
    return texts(
        "select why as t from run_history where repository_id = $1 and change = '" + change + "'",
        repository);
  }

  private List<String> texts(String sql, String repository) {
    List<String> texts = new ArrayList<>();
    for (Row row : database().execute(sql, repositoryId(repository))) {
      texts.add(row.getString("t"));
    }
    return texts;
  }
}
