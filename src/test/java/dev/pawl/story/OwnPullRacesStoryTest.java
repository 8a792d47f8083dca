package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers are lost, workers die between the three writes: it is one pull request all the same. */
@QuarkusTest
@Tag("system")
class OwnPullRacesStoryTest extends CommitFilesStory {
  private static final String BRANCH = "pawl/queue-story";

  @Test
  void L14_aLostAnswerToAnyOfTheThree() {
    open("own-lost");
    lost("refs", "branch");
    lost("graphql", "commit");
    lost("pulls", "pull");
    isOnePullRequest();
  }

  /** The worker that sent it was killed before it could store the answer. */
  @Test
  void L14_killedAfterAnyOfTheThree() {
    open("own-killed");
    for (List<String> write :
        List.of(
            List.of("refs", "branch"), List.of("graphql", "commit"), List.of("pulls", "pull"))) {
      planAndLose(write.getFirst(), write.getLast());
      set(write.getLast(), "claimed");
      lane.act();
      assertThat(effect(write.getLast()).getString("state")).isEqualTo("unknown");
      passTime(Duration.ofSeconds(61));
      lane.act();
    }
    isOnePullRequest();
  }

  /** All looks for it found nothing, so it is to be written again. */
  @Test
  void L14_whatIsNotFoundIsNotDoubled() {
    open("own-hidden");
    for (List<String> write :
        List.of(
            List.of("refs", "branch"), List.of("graphql", "commit"), List.of("pulls", "pull"))) {
      planAndLose(write.getFirst(), write.getLast());
      set(write.getLast(), "planned");
      lane.act();
    }
    isOnePullRequest();
  }

  @Test
  void L14_whatLandsLateIsFound() {
    open("own-late");
    for (List<String> write : List.of(List.of("refs", "branch"), List.of("pulls", "pull"))) {
      if (write.getLast().equals("pull")) {
        plan("commit");
        lane.act();
      }
      github.landLate(
          1, "POST", "/repos/" + repository + ".*/" + write.getFirst(), Duration.ofSeconds(40));
      plan(write.getLast());
      lane.act();
      passTime(Duration.ofSeconds(61));
      eventually(() -> creations(write.getFirst()) == 1);
      lane.act();
    }
    isOnePullRequest();
  }

  private void lost(String path, String part) {
    planAndLose(path, part);
    passTime(Duration.ofSeconds(61));
    lane.act();
  }

  private void planAndLose(String path, String part) {
    if (path.equals("graphql")) {
      fault("fail-after", Map.of());
    } else {
      github.failAfterWrite(1, "POST", "/repos/" + repository + ".*/" + path, 502);
    }
    plan(part);
    lane.act();
    assertThat(effect(part).getString("state")).as(part).isEqualTo("unknown");
  }

  /** As the policy asks for it: when the one before is done. */
  private void plan(String part) {
    Intent intent =
        switch (part) {
          case "branch" -> new Intent.CreateBranch(BRANCH, "main");
          case "commit" ->
              new Intent.CommitFiles(
                  BRANCH,
                  "Promote",
                  List.of(new Intent.CommitFiles.Move(PENDING, blob(PENDING), PROCESSED, null)),
                  List.of());
          default -> new Intent.OpenPullRequest(BRANCH, "main", "Promote fixes #1", "It is moved.");
        };
    lane.plan(new PlannedEffect("own:" + key + "/" + part, intent, "It is the next."));
  }

  private void set(String part, String state) {
    database()
        .execute(
            "update effect set state = $2, not_before = null where key = $1",
            "own:" + key + "/" + part,
            state);
  }

  private Row effect(String part) {
    return database()
        .execute("select * from effect where key = $1", "own:" + key + "/" + part)
        .iterator()
        .next();
  }

  private long creations(String path) {
    return github.requests("POST", "/repos/" + repository + ".*/" + path).stream()
        .filter(request -> request.path("wrote").asBoolean(request.path("status").asInt() == 201))
        .count();
  }

  private void isOnePullRequest() {
    for (String part : List.of("branch", "commit", "pull")) {
      assertThat(effect(part).getString("error")).as(part).isNull();
      assertThat(effect(part).getString("state")).as(part).isEqualTo("done");
    }
    assertThat(creations("refs")).isEqualTo(1);
    assertThat(creations("pulls")).isEqualTo(1);
    assertThat(mutations()).hasSize(1);
    assertThat(github.pullRequests(repository)).hasSize(1);
    JsonNode pull =
        github.pullRequest(repository, effect("pull").getLong("result_number").intValue());
    assertThat(pull.path("commits").asInt()).isEqualTo(1);
    assertThat(pull.at("/head/sha").asText())
        .isEqualTo(effect("commit").getString("result_commit"));
    assertThat(pull.path("title").asText()).as("it closes nothing").isEqualTo("Promote fixes # 1");
    assertThat(text(PENDING)).as("nothing is on main yet").isEqualTo(TEXT);
  }
}
