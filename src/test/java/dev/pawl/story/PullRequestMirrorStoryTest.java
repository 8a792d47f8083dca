package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.store.Json;
import dev.pawl.store.LaneName;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Pawl believes of pull requests, told and untold. */
@QuarkusTest
@Tag("system")
class PullRequestMirrorStoryTest extends PullRequestStory {

  @Test
  void L15_agentPicksUp() {
    String repository = repositoryWithTask("picked");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);

    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.number()).isEqualTo(number);
    assertThat(pull.issue()).isEqualTo(new PullRequestFacts.IssueLink(1, "closing-word"));
    assertThat(pull.state()).isEqualTo(PullRequestFacts.State.OPEN);
    assertThat(pull.draft()).isTrue();
    assertThat(pull.author().login()).isEqualTo("copilot-swe-agent");
    assertThat(pull.author().bot()).isTrue();
    assertThat(pull.author().ownApp()).isFalse();
    assertThat(pull.head().fork()).isFalse();
    assertThat(pull.head().sha())
        .isEqualTo(github.pullRequest(repository, number).at("/head/sha").asText());
    assertThat(pull.mergeable()).isEqualTo(PullRequestFacts.Mergeable.CLEAN);
    assertThat(pull.files())
        .containsExactly(new PullRequestFacts.ChangedFile("copilot/light.md", null, "added", 1, 0));
    assertThat(pull.fileCount()).isEqualTo(1);
    assertThat(pull.rules().known()).isTrue();
    assertThat(pull.dirty()).isFalse();
  }

  /** What runs beside the loop may end after many that began later. */
  @Test
  void L20_whatAPhaseIsWorkedOnInIsSeenHoweverManyEndedSince() {
    String repository = repositoryWithTask("slow");
    int number = agentOpens(repository, "copilot/slow", "Fixes #1");
    certain(repository);
    database()
        .execute(
            """
            insert into mirror_pull_request
            select (json_populate_record(p, json_build_object(
              'number', later, 'id', later, 'state', 'closed'))).*
            from mirror_pull_request p, generate_series(100, 130) later
            where p.repository_id = $1 and p.number = $2
            """,
            repositoryId(repository),
            number);
    database()
        .execute(
            "update mirror_pull_request set state = 'merged' where repository_id = $1 and number ="
                + " $2",
            repositoryId(repository),
            number);
    assertThat(facts(repository)).extracting(PullRequestFacts::number).hasSize(20).contains(number);
  }

  @Test
  void L15_aMentionByAnyoneElseIsNotLinkedAndNotRead() {
    String repository = repositoryWithTask("mentioned");
    github.createPerson(owner + "-ada");
    github.permit(repository, owner + "-ada", "write");
    settled();
    github.clearRequests();
    int number =
        github.openPullRequest(
            repository, owner + "-ada", "own", "Mine", "As seen in #1", Map.of("own.md", "x\n"));
    settled();

    assertThat(row(repository, number).getBoolean("tracked")).isFalse();
    assertThat(row(repository, number).getString("body")).isEmpty();
    assertThat(facts(repository)).isEmpty();
    assertThat(questions()).as("whether it changes the settings, and nothing else").isOne();

    github.editPullRequest(repository, number, owner + "-ada", Map.of("body", "Closes #1"));
    certain(repository);
    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.issue()).isEqualTo(new PullRequestFacts.IssueLink(1, "closing-word"));
    assertThat(pull.author().access()).isEqualTo(PullRequestFacts.Access.WRITE);
  }

  @Test
  void L16_orphanPr() {
    String repository = repositoryWithTask("orphan");
    int first = agentOpens(repository, "copilot/one", "Here is what I did.");
    certain(repository);
    assertThat(facts(repository).getFirst().issue())
        .isEqualTo(new PullRequestFacts.IssueLink(1, "only-fit"));

    int second = agentOpens(repository, "copilot/two", "And here is more.");
    certain(repository);
    assertThat(link(repository, first).getInteger("issue")).isEqualTo(1);
    assertThat(link(repository, second).getInteger("issue")).isNull();
    assertThat(link(repository, second).getString("note")).contains("without a pull request");
  }

  private Row link(String repository, int number) {
    return database()
        .execute(
            "select * from mirror_issue_link where repository_id = $1 and pull_request = $2",
            repositoryId(repository),
            number)
        .iterator()
        .next();
  }

  @Test
  void oneQuestionReadsAPullRequestAndAnIdleOneCostsNothing() {
    String repository = repositoryWithTask("one-question");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.check(repository, "copilot/light", "build", "in_progress");
    github.check(repository, "copilot/light", "build", "success");
    settled();
    github.clearRequests();

    github.markReady(repository, number, owner);
    certain(repository);

    assertThat(questions()).isEqualTo(1);
    assertThat(facts(repository).getFirst().draft()).isFalse();
  }

  @Test
  void M11_mergeableIsAskedForAgainUntilGithubKnows() {
    String repository = repositoryWithTask("unknown-yet");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    eventually(
        () -> known(repository, number) && row(repository, number).getValue("read_at") != null);
    certain(repository);
    assertThat(row(repository, number).getString("mergeable")).isEqualTo("CLEAN");

    github.pushToPullRequest(repository, number, AGENT, "More", Map.of("more.md", "more\n"));
    eventually(() -> row(repository, number).getString("mergeable").equals("UNKNOWN"));
    certain(repository);
    assertThat(row(repository, number).getString("mergeable")).isEqualTo("CLEAN");
  }

  @Test
  void aPushToTheBaseIsMeasuredAnew() {
    String repository = repositoryWithTask("base-moves");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);

    String tip =
        github.commit(
            repository, owner, "main", "Other", Map.of("copilot/light.md", "something else\n"));
    eventually(() -> row(repository, number).getString("base_sha").equals(tip));
    certain(repository);
    assertThat(row(repository, number).getString("mergeable")).isEqualTo("CONFLICTING");
    assertThat(facts(repository).getFirst().base().sha()).isEqualTo(tip);
  }

  @Test
  void M42_aPullRequestThatIsRetargetedFollows() {
    String repository = repositoryWithTask("retargeted");
    github.commit(repository, owner, "next", "Branch", Map.of("next.md", "x\n"));
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.protect(repository, "next", 2, List.of("build"), false);

    github.editPullRequest(repository, number, owner, Map.of("base", "next"));
    certain(repository);
    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.base().branch()).isEqualTo("next");
    assertThat(pull.rules().approvals()).isEqualTo(2);
    assertThat(pull.rules().requiredChecks())
        .containsExactly(new PullRequestFacts.RequiredCheck("build", 0));
  }

  @Test
  void M34_rulesOfBothKindsHoldTogether() {
    String repository = repositoryWithTask("ruled");
    github.protect(repository, "main", 1, List.of("build"), false);
    github.rule(
        repository,
        "pull_request",
        Map.of(
            "required_approving_review_count",
            2,
            "allowed_merge_methods",
            List.of("squash"),
            "required_review_thread_resolution",
            true));
    github.rule(
        repository,
        "required_status_checks",
        Map.of(
            "required_status_checks",
            List.of(Map.of("context", "lint", "integration_id", 15368)),
            "strict_required_status_checks_policy",
            true));
    agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);

    PullRequestFacts.Rules rules = facts(repository).getFirst().rules();
    assertThat(rules.known()).isTrue();
    assertThat(rules.approvals()).isEqualTo(2);
    assertThat(rules.strict()).isTrue();
    assertThat(rules.threadsResolved()).isTrue();
    assertThat(rules.methods()).containsExactly("squash");
    assertThat(rules.requiredChecks())
        .containsExactlyInAnyOrder(
            new PullRequestFacts.RequiredCheck("build", 0),
            new PullRequestFacts.RequiredCheck("lint", 15368));
  }

  @Test
  void M26_statusesAndCheckRunsBothCount() {
    String repository = repositoryWithTask("both");
    agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.clearRequests();

    github.check(repository, "copilot/light", "build", "failure");
    github.status(repository, "copilot/light", "ci/deploy", "pending");
    settled();
    assertThat(others(facts(repository).getFirst()))
        .extracting(PullRequestFacts.CheckFacts::name, PullRequestFacts.CheckFacts::progress)
        .containsExactlyInAnyOrder(
            tuple("build", Progress.FAILED), tuple("ci/deploy", Progress.RUNNING));

    github.check(repository, "copilot/light", "build", "success");
    github.status(repository, "copilot/light", "ci/deploy", "success");
    settled();
    assertThat(others(facts(repository).getFirst()))
        .extracting(PullRequestFacts.CheckFacts::name, PullRequestFacts.CheckFacts::progress)
        .containsExactlyInAnyOrder(
            tuple("build", Progress.PASSED), tuple("ci/deploy", Progress.PASSED));
    assertThat(questions()).isZero();
  }

  @Test
  void M28_aReviewKeepsTheHeadThatItWasGivenFor() {
    String repository = repositoryWithTask("reviewed");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    String reviewer = owner + "-ada";
    github.createPerson(reviewer);
    github.permit(repository, reviewer, "write");
    String head = github.pullRequest(repository, number).at("/head/sha").asText();
    long review = github.review(repository, number, reviewer, "approved", "Fine.");
    github.pushToPullRequest(repository, number, AGENT, "More", Map.of("more.md", "more\n"));
    certain(repository);

    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.head().sha()).isNotEqualTo(head);
    assertThat(pull.reviews()).hasSize(1);
    assertThat(pull.reviews().getFirst().id()).isEqualTo(review);
    assertThat(pull.reviews().getFirst().author()).isEqualTo(reviewer);
    assertThat(pull.reviews().getFirst().state()).isEqualTo("APPROVED");
    assertThat(pull.reviews().getFirst().head()).isEqualTo(head);

    github.dismissReview(repository, number, review, owner);
    certain(repository);
    assertThat(facts(repository).getFirst().reviews().getFirst().state()).isEqualTo("DISMISSED");
  }

  @Test
  void L31_whatIsUntoldIsFoundByTheNextThingThatIsTold() {
    String repository = repositoryWithTask("untold");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    String sha =
        github
            .untold()
            .pushToPullRequest(repository, number, AGENT, "More", Map.of("more.md", "more\n"));
    github.untold().check(repository, "copilot/light", "build", "failure");
    settled();
    assertThat(row(repository, number).getString("head_sha")).isNotEqualTo(sha);

    github.markReady(repository, number, owner);
    certain(repository);
    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.head().sha()).isEqualTo(sha);
    assertThat(others(pull).getFirst().progress()).isEqualTo(Progress.FAILED);
    assertThat(pull.fileCount()).isEqualTo(2);
  }

  @Test
  void L31_oneThatWasNeverToldOfIsFoundWhenTheRepositoryIsRead() {
    String repository = repositoryWithTask("never-told");
    int number =
        github
            .untold()
            .openPullRequest(
                repository, AGENT, "copilot/light", "Light", "Fixes #1", Map.of("l.md", "x\n"));
    settled();
    assertThat(known(repository, number)).isFalse();

    github.commit(repository, owner, "main", "Goal", Map.of(GOAL, "Light up two coasts."));
    eventually(() -> known(repository, number));
    certain(repository);
    assertThat(facts(repository).getFirst().issue())
        .isEqualTo(new PullRequestFacts.IssueLink(1, "closing-word"));
    assertThat(viewed(repository)).isEqualTo(facts(repository));

    github.untold().closePullRequest(repository, number, owner);
    github.commit(repository, owner, "main", "Goal", Map.of(GOAL, "Light up three coasts."));
    eventually(() -> row(repository, number).getString("state").equals("closed"));
  }

  /** Events of a fork's checks name no pull request: the commit leads to it. */
  @Test
  void M25_checksThatNameNoPullRequestAreFoundByTheHead() {
    String repository = repositoryWithTask("nameless");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.dropDeliveries(10);
    github.check(repository, "copilot/light", "build", "failure");
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    assertThat(others(facts(repository).getFirst())).isEmpty();
    ObjectNode payload =
        told(repository, "check_run").stream()
            .map(delivery -> delivery.path("payload"))
            .filter(told -> told.at("/check_run/name").asText().equals("build"))
            .reduce((one, later) -> later)
            .orElseThrow()
            .deepCopy();
    ((ObjectNode) payload.path("check_run")).set("pull_requests", Json.tree("[]"));
    tell("check_run", payload);
    settled();

    assertThat(row(repository, number).getString("head_sha"))
        .isEqualTo(payload.at("/check_run/head_sha").asText());
    assertThat(others(facts(repository).getFirst()).getFirst().progress())
        .isEqualTo(Progress.FAILED);
  }

  @Test
  void M27_moreThanAHundredChecksAndFilesAreAllRead() {
    String repository = repositoryWithTask("many");
    Map<String, @Nullable String> files = new HashMap<>();
    for (int number = 0; number < 130; number++) {
      files.put("many/file" + number + ".md", "x\n");
    }
    int number =
        github.openPullRequest(repository, AGENT, "copilot/many", "Many", "Fixes #1", files);
    for (int check = 0; check < 105; check++) {
      github.untold().check(repository, "copilot/many", "check" + check, "success");
    }
    github.untold().check(repository, "copilot/many", "last", "failure");
    certain(repository);
    github.clearRequests();
    github.convertToDraft(repository, number, owner);
    certain(repository);

    PullRequestFacts pull = facts(repository).getFirst();
    assertThat(pull.files()).hasSize(130);
    assertThat(pull.fileCount()).isEqualTo(130);
    assertThat(others(pull)).hasSize(106);
    assertThat(others(pull))
        .filteredOn(check -> check.progress() == Progress.FAILED)
        .extracting(PullRequestFacts.CheckFacts::name)
        .containsExactly("last");
    assertThat(questions()).isEqualTo(2);
  }

  @Test
  void theOldPathOfAMovedFileIsKnown() {
    String repository = repositoryWithTask("moved");
    Map<String, @Nullable String> move = new HashMap<>();
    move.put(GOAL, null);
    move.put("elsewhere.md", "Light up the coast.");
    github.openPullRequest(repository, AGENT, "copilot/move", "Move", "Fixes #1", move);
    certain(repository);

    assertThat(facts(repository).getFirst().files())
        .containsExactly(new PullRequestFacts.ChangedFile("elsewhere.md", GOAL, "renamed", 0, 0));
  }

  @Test
  void M31_conversationsThatAreNotResolvedAreCounted() {
    String repository = repositoryWithTask("talked-about");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    long one = github.openThread(repository, number, owner, "copilot/light.md", 1, "Why?");
    github.openThread(repository, number, owner, "copilot/light.md", 1, "And this?");
    certain(repository);
    assertThat(facts(repository).getFirst().threads()).isEqualTo(2);

    github.resolveThread(repository, number, one, owner);
    certain(repository);
    assertThat(facts(repository).getFirst().threads()).isEqualTo(1);

    github.unresolveThread(repository, number, one, owner);
    certain(repository);
    assertThat(facts(repository).getFirst().threads()).isEqualTo(2);
  }

  /** Whatever stands in a payload, it is stored, and the lane goes on. */
  @Test
  void hostilePayloadsStopNothing() {
    String repository = repositoryWithTask("hostile");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    ObjectNode payload = payload(repository, number, "simmered");
    ObjectNode pull = payload.withObject("/pull_request");
    pull.put("title", "NUL \u0000 and " + "x".repeat(5_000));
    pull.put("body", "Fixes #1 \u0000");
    pull.put("updated_at", "2099-01-01T00:00:00Z");
    pull.putNull("user");
    pull.withObject("/head").putNull("repo");
    pull.put("state", "simmering");
    tell("pull_request", payload);
    for (String event :
        List.of(
            "pull_request_review", "pull_request_review_comment", "pull_request_review_thread")) {
      ObjectNode odd = payload.deepCopy();
      odd.set("review", Json.tree("{\"id\": 7, \"state\": \"simmering\", \"user\": null}"));
      odd.putNull("comment");
      tell(event, odd);
    }
    JsonNode about = payload.path("repository");
    String head = github.pullRequest(repository, number).at("/head/sha").asText();
    for (String run : List.of("check_run", "check_suite", "workflow_run")) {
      ObjectNode odd = payload.deepCopy();
      odd.set("repository", about);
      odd.set(
          run,
          Json.tree(
              "{\"id\": 9, \"head_sha\": \""
                  + head
                  + "\", \"status\": \"simmering\", \"name\": null, \"details_url\": \"javascript:1\"}"));
      tell(run, odd);
    }
    settled();

    assertThat(
            count(
                "select count(*) as n from delivery where state = 'dead' and lane = '%s'"
                    .formatted(LaneName.repository(repositoryId(repository)))))
        .isZero();
    assertThat(known(repository, number)).isTrue();
  }
}
