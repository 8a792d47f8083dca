package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.command.EffectRetry;
import dev.pawl.effect.EffectStep;
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
  @Inject EffectRetry retry;
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

  /** While GitHub does not tell, nothing is sent; when it never does, a person is asked. */
  @Test
  void whatGitHubNeverTellsIsNotAskedForEver() {
    open("silent");
    github.failAfterWrite(1, "POST", ".*/issues", 502);
    github.failNext(999, "GET", ".*/issues", 502);
    plan(issue());
    for (int hour = 0; hour < 30; hour++) {
      lane.act();
      passTime(Duration.ofMinutes(61));
    }
    Row failed = effect();
    assertThat(failed.getString("state")).isEqualTo("failed");
    assertThat(failed.getString("outcome")).isEqualTo("unsure");
    assertThat(failed.getString("error"))
        .isEqualTo(
            "GitHub did not say whether it was written, asked 12 times: GitHub answered 502");
    assertThat(requests("GET", "/issues")).hasSize(12);
    assertThat(issueCreations(repository)).isOne();

    github.clearFaults();
    triedAgain(failed);
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("done");
    assertThat(issueCreations(repository)).as("found, not made once more").isOne();
  }

  @Test
  void thePausesBetweenLooksDouble() {
    open("patient");
    github.failNext(1, "POST", ".*/issues", 502);
    github.failNext(4, "GET", ".*/issues", 502);
    plan(issue());
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    for (int seconds = 30; seconds <= 120; seconds *= 2) {
      int looks = requests("GET", "/issues").size();
      passTime(Duration.ofSeconds(seconds - 5));
      lane.act();
      assertThat(requests("GET", "/issues")).as("before %s s", seconds).hasSize(looks);
      passTime(Duration.ofSeconds(6));
      lane.act();
      assertThat(requests("GET", "/issues")).as("after %s s", seconds).hasSize(looks + 1);
    }
  }

  /** GitHub takes the request each time, never answers, and it is never there. */
  @Test
  void whatIsNeverThereIsNotSentForEver() {
    open("swallowed");
    github.failNext(99, "POST", ".*/issues", 502);
    plan(issue());
    for (int hour = 0; hour < 30; hour++) {
      lane.act();
      passTime(Duration.ofMinutes(61));
    }
    assertThat(effect().getString("state")).isEqualTo("failed");
    assertThat(effect().getString("error")).contains("sent 5 times", "not to be found");
    assertThat(requests("POST", "/issues")).hasSize(5);

    github.clearFaults();
    triedAgain(effect());
    lane.act();
    assertThat(requests("POST", "/issues")).as("looked for first").hasSize(5);
    passTime(Duration.ofSeconds(31));
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("done");
    assertThat(requests("POST", "/issues")).hasSize(6);
  }

  /** Neither a suspension nor a removal uses up the looks: what comes back goes on. */
  @Test
  void whatIsOutOfReachIsNotLookedFor() {
    open("away");
    github.failAfterWrite(1, "POST", ".*/issues", 502);
    plan(issue());
    lane.act();
    suspended(true);
    for (int hour = 0; hour < 30; hour++) {
      passTime(Duration.ofHours(1));
      assertThat(lane.act()).isInstanceOf(EffectStep.Nothing.class);
    }
    assertThat(requests("GET", "/issues")).isEmpty();

    suspended(false);
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("done");
  }

  /** As the mirror has it; the sandbox is not told, so that nothing else happens. */
  private void suspended(boolean yes) {
    database()
        .execute(
            """
            update mirror_installation set state = $2
            where id = (select installation_id from mirror_repository where id = $1)
            """,
            repositoryId(repository),
            yes ? "suspended" : "active");
  }

  private void triedAgain(Row failed) {
    assertThat(retry.retry(failed.getLong("id"), "ada")).isTrue();
  }
}
