package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectStep;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.lane.HeldLane;
import dev.pawl.store.LaneName;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the writes of a merge, whatever GitHub answers. */
@QuarkusTest
class MergeEffectsStoryTest extends Story {
  private static final String KEY = "merge:story";

  @Inject HeldLane lane;
  private String repository = "";
  private int number;
  private String head = "";
  private String key = "";

  @AfterEach
  void letGo() {
    lane.release();
  }

  /** A pull request that nothing speaks against, and the lane in hand. */
  private void open(String name) {
    repository = repositoryWithGoal(name);
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    number = github.openPullRequest(repository, owner, "lens", "A lens", "", Map.of("lens", "x"));
    head = sha(number);
    key = KEY + ":" + repository;
    settled();
    lane.hold(repositoryId(repository));
    github.clearRequests();
  }

  private String sha(int pull) {
    return github.pullRequest(repository, pull).at("/head/sha").asText();
  }

  private void planMerge() {
    lane.plan(
        new PlannedEffect(
            key, new Intent.MergePullRequest(number, head, "squash"), "All guards passed."));
  }

  private Row effect(String ofKey) {
    return database().execute("select * from effect where key = $1", ofKey).iterator().next();
  }

  private boolean merged() {
    return github.pullRequest(repository, number).path("merged").asBoolean();
  }

  private List<JsonNode> puts() {
    return github.requests("PUT", "/repos/" + repository + "/pulls/" + number + "/merge");
  }

  private void isOver(String outcome, String words) {
    assertThat(merged()).isFalse();
    Row effect = effect(key);
    assertThat(effect.getString("state")).isEqualTo("failed");
    assertThat(effect.getString("outcome")).isEqualTo(outcome);
    assertThat(effect.getString("error")).contains(words);
    assertThat(puts()).hasSize(1);
    passTime(Duration.ofHours(1));
    lane.act();
    assertThat(puts()).hasSize(1);
  }

  @Test
  void M1_oneRequestWithTheJudgedHead() {
    open("green");
    github.recordBodies(true);
    planMerge();
    lane.act();
    github.recordBodies(false);

    assertThat(merged()).isTrue();
    assertThat(effect(key).getString("state")).isEqualTo("done");
    assertThat(puts()).hasSize(1);
    assertThat(puts().getFirst().path("body").asText()).contains(head).contains("squash");
    // What was done is not done again, however often it is planned.
    planMerge();
    lane.act();
    assertThat(puts()).hasSize(1);
  }

  @Test
  void M3_aHeadThatMovedIsJudgedAnew() {
    open("moved");
    github.untold().pushToPullRequest(repository, number, owner, "Slip in", Map.of("evil", "e"));
    planMerge();
    lane.act();
    isOver("judge-anew", "409");
  }

  @Test
  void M4_aBaseThatMovedIsTriedAgainLater() {
    open("base");
    github.refuseNext(
        2, "PUT", ".*/merge", 405, "Base branch was modified. Review and try the merge again.");
    planMerge();
    assertThat(lane.act()).isInstanceOf(EffectStep.Wait.class);
    assertThat(effect(key).getString("state")).isEqualTo("planned");
    passTime(Duration.ofSeconds(31));
    assertThat(lane.act()).isInstanceOf(EffectStep.Wait.class);
    assertThat(puts()).hasSize(2);
    assertThat(merged()).isFalse();
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(merged()).isTrue();
    assertThat(puts()).hasSize(3);
  }

  @Test
  void M4_butNotForEver() {
    open("restless");
    github.refuseNext(99, "PUT", ".*/merge", 405, "Base branch was modified.");
    planMerge();
    for (int hour = 0; hour < 12; hour++) {
      lane.act();
      passTime(Duration.ofHours(1));
    }
    assertThat(puts()).hasSize(5);
    assertThat(effect(key).getString("outcome")).isEqualTo("given-up");
    assertThat(merged()).isFalse();
  }

  @Test
  void M5_whatPawlIsNotLetDoIsAProblemOfSettings() {
    open("locked");
    github.refuseNext(
        9, "PUT", ".*/merge", 405, "Squash merges are not allowed on this repository.");
    planMerge();
    lane.act();
    isOver("settings", "Squash merges are not allowed");
  }

  @Test
  void M6_anotherRuleIsShownInGitHubsWords() {
    open("ruled");
    github.untold().protect(repository, "main", 1, List.of(), false);
    planMerge();
    lane.act();
    isOver("rule-unmet", "At least 1 approving review is required");
  }

  /** GitHub's last word was that it can be merged; its base has changed without a word. */
  @Test
  void M14_aConflictThatOnlyTheMergeFinds() {
    open("clash");
    github.untold().commit(repository, owner, "main", "Another lens", Map.of("lens", "y"));
    planMerge();
    lane.act();
    isOver("conflict", "not mergeable");
  }

  @Test
  void M7_serverErrorMerged() {
    open("hidden");
    github.failAfterWrite(1, "PUT", ".*/merge", 502);
    planMerge();
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("done");
    assertThat(puts()).hasSize(1);
    assertThat(merged()).isTrue();
  }

  @Test
  void M8_serverErrorUnmerged() {
    open("lost");
    github.failNext(1, "PUT", ".*/merge", 502);
    planMerge();
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(puts()).as("one look is not enough").hasSize(1);
    passTime(Duration.ofSeconds(31));
    lane.act();
    assertThat(puts()).hasSize(2);
    assertThat(merged()).isTrue();
    assertThat(effect(key).getString("state")).isEqualTo("done");
  }

  /** The worker that sent it was killed before it could store the answer. */
  @Test
  void M46_killedAfterThePut() {
    open("killed");
    planMerge();
    database().execute("update effect set state = 'claimed', attempts = 1 where key = $1", key);
    github.untold().mergePullRequest(repository, number, owner, "squash");
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("done");
    assertThat(puts()).isEmpty();
  }

  @Test
  void M9_anInvalidRequestConcernsThisOnly() {
    open("odd");
    github.refuseNext(9, "PUT", ".*/merge", 422, "Validation Failed");
    planMerge();
    lane.act();
    isOver("this-only", "Validation Failed");
  }

  @Test
  void M10_aLimitIsWaitedFor() {
    open("limited");
    github.secondaryRateLimit(1, "PUT", ".*/merge", Duration.ofSeconds(90));
    planMerge();
    assertThat(lane.act()).isInstanceOf(EffectStep.Wait.class);
    passTime(Duration.ofSeconds(60));
    lane.act();
    assertThat(puts()).hasSize(1);
    passTime(Duration.ofSeconds(40));
    lane.act();
    assertThat(puts()).hasSize(2);
    assertThat(merged()).isTrue();
  }

  /** Whatever waits in the inbox may say that it must not be merged. */
  @Test
  void aMergeMakesWayForDeliveries() {
    open("busy");
    UUID waiting = UUID.randomUUID();
    database()
        .execute(
            "insert into delivery (guid, event, lane, bytes) values ($1, 'pull_request', $2, 2)",
            waiting,
            LaneName.repository(repositoryId(repository)));
    planMerge();
    for (int times = 1; times <= 3; times++) {
      assertThat(lane.step()).as("decided anew").isInstanceOf(EffectStep.Moved.class);
    }
    assertThat(lane.step()).isInstanceOf(EffectStep.Moved.class);
    assertThat(lane.step()).as("and then a rest").isInstanceOf(EffectStep.Wait.class);
    assertThat(puts()).isEmpty();
    assertThat(effect(key).getInteger("attempts")).isZero();

    database().execute("delete from delivery where guid = $1", waiting);
    passTime(Duration.ofSeconds(6));
    lane.act();
    assertThat(puts()).hasSize(1);
    assertThat(merged()).isTrue();
  }

  @Test
  void M48_aBranchGoesOnlyWhereItWasMerged() {
    open("branches");
    int kept = github.openPullRequest(repository, owner, "oil", "Oil", "", Map.of("oil", "x"));
    String judged = sha(kept);
    github.pushToPullRequest(repository, kept, owner, "More", Map.of("more", "y"));
    lane.plan(delete("lens", head), delete("oil", judged), delete("never-was", head));
    lane.act();

    for (String branch : List.of("lens", "oil", "never-was")) {
      assertThat(effect(key + branch).getString("state")).as(branch).isEqualTo("done");
    }
    assertThat(github.requests("DELETE", "/repos/" + repository + "/git/refs/.*")).hasSize(1);
    assertThat(github.pullRequest(repository, number).path("state").asText()).isEqualTo("closed");
    assertThat(github.pullRequest(repository, kept).path("state").asText()).isEqualTo("open");
  }

  /** It went between the look and the request, or a rule keeps it. */
  @Test
  void M48_aDeletionThatGitHubRefusesIsFine() {
    open("kept");
    github.refuseNext(1, "DELETE", ".*/git/refs/.*", 422, "Reference does not exist");
    lane.plan(delete("lens", head));
    lane.act();
    assertThat(effect(key + "lens").getString("state")).isEqualTo("done");

    // Nothing is left to be tried again.
    passTime(Duration.ofHours(1));
    lane.plan(delete("lens", head));
    lane.act();
    assertThat(github.requests("DELETE", "/repos/" + repository + "/git/refs/.*"))
        .extracting(request -> request.path("status").asInt())
        .containsExactly(422);
    assertThat(effect(key + "lens").getString("state")).isEqualTo("done");
  }

  private PlannedEffect delete(String branch, String at) {
    return new PlannedEffect(key + branch, new Intent.DeleteBranch(branch, at), "It was merged.");
  }

  @Test
  void aDraftIsMarkedReadyOnceAlsoWhenTheAnswerIsLost() {
    open("draft");
    github.convertToDraft(repository, number, owner);
    JsonNode pull = github.pullRequest(repository, number);
    github.failAfterWrite(1, "POST", "/graphql", 502);
    lane.plan(
        new PlannedEffect(
            key,
            new Intent.MarkReady(number, pull.path("node_id").asText()),
            "The agent has finished."));
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("done");
    assertThat(github.pullRequest(repository, number).path("draft").asBoolean()).isFalse();
    assertThat(github.requests("POST", "/graphql")).hasSize(1);
  }

  @Test
  void aMutationThatIsRefusedIsNoSuccess() {
    open("refused");
    lane.plan(new PlannedEffect(key, new Intent.MarkReady(number, "PR_unknown"), "A test."));
    lane.act();
    assertThat(effect(key).getString("state")).isNotEqualTo("done");
    assertThat(effect(key).getString("error")).contains("Could not resolve");
  }

  @Test
  void oneCheckRunIsMadeAndThenChanged() {
    open("explained");
    github.failAfterWrite(1, "POST", ".*/check-runs", 502);
    lane.plan(check("1", null, "in_progress", null));
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    long made = effect(key + "1").getLong("result_id");

    github.failAfterWrite(1, "PATCH", ".*/check-runs/.*", 502);
    lane.plan(check("2", made, "completed", "success"));
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();

    assertThat(effect(key + "2").getString("state")).isEqualTo("done");
    List<JsonNode> runs =
        github.checkRuns(repository).stream()
            .filter(run -> run.path("head_sha").asText().equals(head))
            .toList();
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().path("conclusion").asText()).isEqualTo("success");
    assertThat(github.requests("PATCH", ".*/check-runs/.*")).hasSize(1);
  }

  /** The text is newer than the check run whose answer was lost, and was planned without its id. */
  @Test
  void aNewerTextGoesOntoTheCheckRunOfALostAnswer() {
    open("overtaken");
    github.failAfterWrite(1, "POST", ".*/check-runs", 502);
    lane.plan(text(1, null, "queued"));
    lane.act();
    lane.plan(text(2, key + ":1", "in_progress"));
    assertThat(lane.act()).isInstanceOf(EffectStep.Wait.class);
    passTime(Duration.ofSeconds(61));
    lane.act();
    oneCheckRun("in_progress", ":2");
    assertThat(github.requests("GET", ".*/check-runs")).hasSize(1);
  }

  /** Nobody waits for the first one any more when it lands. */
  @Test
  void aNewerTextGoesOntoACheckRunThatLandedLate() {
    open("late");
    github.landLate(1, "POST", ".*/check-runs", Duration.ofSeconds(200));
    lane.plan(text(1, null, "queued"));
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    passTime(Duration.ofSeconds(31));
    lane.step();
    assertThat(effect(key + ":1").getString("state")).as("not to be found").isEqualTo("planned");
    lane.plan(text(2, null, "in_progress"));
    assertThat(effect(key + ":1").getString("state")).isEqualTo("cancelled");
    passTime(Duration.ofSeconds(200));
    eventually(() -> runs().size() == 1);
    lane.act();
    oneCheckRun("in_progress", ":2");
  }

  private PlannedEffect text(int change, @Nullable String after, String status) {
    return new PlannedEffect(
        key + ":" + change,
        new Intent.PutCheckRun(null, "Pawl", head, status, null, "How it stands", "| a |"),
        "It changed.",
        after);
  }

  private void oneCheckRun(String status, String change) {
    assertThat(runs()).hasSize(1);
    assertThat(runs().getFirst().path("status").asText()).isEqualTo(status);
    assertThat(runs().getFirst().path("external_id").asText()).isEqualTo(key + change);
    assertThat(effect(key + change).getString("state")).isEqualTo("done");
    assertThat(github.requests("POST", ".*/check-runs")).hasSize(1);
    assertThat(github.requests("PATCH", ".*/check-runs/.*")).hasSize(1);
  }

  private List<JsonNode> runs() {
    return github.checkRuns(repository).stream()
        .filter(run -> run.path("head_sha").asText().equals(head))
        .toList();
  }

  /** What was not sent yet says what the latest decision wants; what was sent stays as it was. */
  @Test
  void whatIsPlannedIsBroughtUpToDate() {
    open("refreshed");
    lane.plan(amend("The first words."));
    lane.plan(amend("The second words."));
    github.failNext(1, "PATCH", ".*/pulls/.*", 502);
    lane.act();
    lane.plan(amend("The third words."));
    assertThat(effect(key).getString("intent")).contains("second words");
    passTime(Duration.ofSeconds(61));
    lane.act();
    passTime(Duration.ofSeconds(31));
    lane.act();
    assertThat(github.pullRequest(repository, number).path("body").asText())
        .isEqualTo("The second words.");
  }

  private PlannedEffect amend(String body) {
    return new PlannedEffect(key, new Intent.AmendBody(number, body), "A word.");
  }

  private PlannedEffect check(
      String change, @Nullable Long id, String status, @Nullable String conclusion) {
    return new PlannedEffect(
        key + change,
        new Intent.PutCheckRun(id, "Pawl", head, status, conclusion, "How it stands", "| a |"),
        "It changed.");
  }

  @Test
  void aTextIsAmendedOnce() {
    open("amended");
    github.failAfterWrite(1, "PATCH", ".*/pulls/.*", 502);
    lane.plan(
        new PlannedEffect(key, new Intent.AmendBody(number, "A lens.\n\nFixes #1"), "A word."));
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    assertThat(effect(key).getString("state")).isEqualTo("done");
    assertThat(github.pullRequest(repository, number).path("body").asText())
        .isEqualTo("A lens.\n\nFixes #1");
    assertThat(github.requests("PATCH", ".*/pulls/.*")).hasSize(1);
  }
}
