package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.Intent.CommitFiles;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Planning files are moved by one commit, as they are, or not at all. */
@QuarkusTest
class CommitFilesStoryTest extends CommitFilesStory {
  @Test
  void whatIsPlannedIsMovedByOneCommit() {
    open("queue");
    String before = head();
    plan();
    lane.act();
    isDone();
    isMovedOnce();
    JsonNode commit = ownCommits().getFirst();
    assertThat(commit.path("message").asText())
        .isEqualTo("Promote dev-lens.md\n\nPawl-Effect: " + key);
    assertThat(effect().getString("result_url")).endsWith(head());
    assertThat(mutations()).hasSize(1);
    assertThat(mutations().getFirst().path("body").asText()).contains(before);
    assertThat(github.requests("POST", "/graphql").stream().filter(this::byPawl)).hasSize(2);
    // What was done is not done again, however often it is planned.
    plan();
    lane.act();
    assertThat(mutations()).hasSize(1);
  }

  @Test
  void hostileNamesAreNamesOnly() {
    String name = "pending/dev \"$x\" }{ 研ぐ 'a\\b' fixes #1 ..md";
    open("hostile", QUEUE + name, TEXT);
    String to = QUEUE + name.replace("pending", "processed");
    String remark = "Closed by @ada: \"no\".";
    plan("main", new CommitFiles.Move(QUEUE + name, blob(QUEUE + name), to, remark));
    lane.act();
    isDone();
    assertThat(text(QUEUE + name)).isNull();
    assertThat(text(to)).isEqualTo(TEXT + "\n\nClosed by @ada: \"no\".\n");
    assertThat(ownCommits()).hasSize(1);
  }

  @Test
  void aPathThatLeadsElsewhereIsRefused() {
    open("elsewhere");
    plan("main", new CommitFiles.Move(PENDING, blob(PENDING), QUEUE + "../../../evil", null));
    lane.act();
    isOver("invalid", "not valid", 1);
    assertThat(text(PENDING)).isEqualTo(TEXT);
  }

  @Test
  void protectionIsToldInGitHubsWords() {
    open("protected");
    github.untold().protect(repository, "main", 1, List.of(), false);
    plan();
    lane.act();
    isOver("protected", "Changes must be made through a pull request.", 1);
    assertThat(text(PENDING)).isEqualTo(TEXT);
  }

  @Test
  void rulesetsAreToldInGitHubsWords() {
    open("ruled");
    github.untold().rule(repository, "pull_request", Map.of());
    plan();
    lane.act();
    isOver("protected", "Changes must be made through a pull request.", 1);
  }

  @Test
  void requiredChecksAreToldInGitHubsWords() {
    open("checked");
    github.untold().protect(repository, "main", 0, List.of("build"), false);
    plan();
    lane.act();
    isOver("protected", "Required status check \"build\" is expected.", 1);
  }

  @Test
  void whatIsNoTextIsNotMoved() {
    open("binary", PENDING, "a\u0000b");
    plan();
    lane.act();
    isOver("unreadable", PENDING, 0);
  }

  /** GitHub shows other characters in the place of what is no UTF-8. */
  @Test
  void norIsWhatLooksLikeOne() {
    open("latin");
    byte[] latin = "D\u00e4mmerung".getBytes(StandardCharsets.ISO_8859_1);
    write(PENDING, latin);
    plan();
    lane.act();
    isOver("unreadable", PENDING, 0);
  }

  @Test
  void aBranchThatIsNotThere() {
    open("branchless");
    plan("plans", new CommitFiles.Move(PENDING, blob(PENDING), PROCESSED, null));
    lane.act();
    isOver("no-branch", "plans", 0);
  }

  /** GitHub answers in part: what it leaves out is not taken for gone. */
  @Test
  void whatAnAnswerLeavesOutIsNotGone() {
    open("partial");
    github.withhold(1, "repository.ref.target.file0", "Something went wrong.");
    plan();
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("planned");
    assertThat(mutations()).isEmpty();
    passTime(Duration.ofSeconds(31));
    lane.act();
    isDone();
    isMovedOnce();
  }

  /** The push of Pawl's own commit tells nothing new. */
  @Test
  void itsOwnPushCostsNoReading() {
    open("quiet");
    plan();
    lane.act();
    isDone();
    eventually(() -> pushes() == 1);
    assertThat(mirrored("head")).isEqualTo(head());
    assertThat(mirrored("dirty")).isNull();
    assertThat(pendingFiles()).isZero();
    lane.release();
    settled();
    assertThat(readings()).isZero();
    assertThat(mirrored("dirty")).isNull();

    // Somebody else's does.
    commit(Map.of(PENDING, "Another."));
    eventually(() -> pendingFiles() == 1);
    assertThat(readings()).isEqualTo(1);
  }

  /** What lies between the known head and the commit is not known, and so it is read. */
  @Test
  void aCommitUponAnUnknownHeadIsReadAbout() {
    open("lagging");
    github
        .untold()
        .commit(repository, owner, "main", "Untold", Map.of(QUEUE + "pending/x.md", "x"));
    plan();
    lane.act();
    isDone();
    assertThat(mirrored("dirty")).contains("upon what is not known");
    lane.release();
    commit(Map.of("lamp.md", "A lamp."));
    eventually(() -> pendingFiles() == 1);
    settled();
    assertThat(mirrored("head")).isEqualTo(head());
    assertThat(readings()).isEqualTo(1);
  }

  private boolean byPawl(JsonNode request) {
    return !request.path("body").asText().contains("defaultBranchRef { target { ... on Commit");
  }

  private long pushes() {
    return count(
        "select count(*) as n from delivery where event = 'push' and lane = 'repo:"
            + repositoryId(repository)
            + "'");
  }

  private @Nullable String mirrored(String column) {
    return database()
        .execute("select * from mirror_repository where id = $1", repositoryId(repository))
        .iterator()
        .next()
        .getString(column);
  }

  private long pendingFiles() {
    return count(
        "select count(*) as n from mirror_file where role = 'PENDING' and repository_id = "
            + repositoryId(repository));
  }
}
