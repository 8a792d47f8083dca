package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.lane.HeldLane;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is looked for when an answer is lost, and for how long. */
@QuarkusTest
class ProbeStoryTest extends Story {
  /** More than GitHub gives on one page. */
  private static final int MANY = 103;

  @Inject HeldLane lane;
  private String repository = "";
  private String key = "";

  @AfterEach
  void letGo() {
    lane.release();
  }

  private void open(String name) {
    repository = repositoryWithGoal(name);
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    key = "probe:" + repository;
    lane.hold(repositoryId(repository));
    github.clearRequests();
  }

  private Row effect() {
    return database().execute("select * from effect where key = $1", key).iterator().next();
  }

  private void plan(Intent intent) {
    lane.plan(new PlannedEffect(key, intent, "A test."));
  }

  private static Intent issue() {
    return new Intent.CreateIssue("A lens", "It is needed.", List.of(), null);
  }

  private List<JsonNode> requests(String method, String path) {
    return github.requests(method, "/repos/" + repository + path);
  }

  @Test
  void anIssueIsFoundBehindMoreThanAPageOfNewerOnes() {
    open("crowded");
    github.failAfterWrite(1, "POST", ".*/issues", 502);
    plan(issue());
    lane.act();
    for (int i = 0; i < MANY; i++) {
      github.untold().openIssue(repository, owner, "Another " + i, "");
    }
    passTime(Duration.ofSeconds(61));
    lane.act();

    assertThat(effect().getString("state")).isEqualTo("done");
    assertThat(requests("GET", "/issues")).hasSize(2);
    assertThat(issueCreations(repository)).isOne();
  }

  /** Of what was there long before it was intended nothing is read. */
  @Test
  void whatIsOlderThanTheEffectIsNotLookedThrough() {
    open("ancient");
    for (int i = 0; i < 2 * MANY; i++) {
      github.untold().openIssue(repository, owner, "Old " + i, "");
    }
    passTime(Duration.ofHours(2));
    github.failNext(1, "POST", ".*/issues", 502);
    plan(issue());
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(requests("GET", "/issues")).hasSize(1);
    passTime(Duration.ofSeconds(31));
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("done");
  }

  @Test
  void aCommentIsFoundBehindMoreThanAPageOfOlderOnes() {
    open("talkative");
    for (int i = 0; i < MANY; i++) {
      github.untold().comment(repository, 1, owner, "Word " + i);
    }
    github.failAfterWrite(1, "POST", ".*/comments", 502);
    plan(new Intent.CreateComment(1, "A last word."));
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    passTime(Duration.ofSeconds(31));
    lane.act();

    assertThat(effect().getString("state")).isEqualTo("done");
    assertThat(requests("POST", "/issues/1/comments")).hasSize(1);
  }
}
