package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.agent.policy.Finished;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.View;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose word a merge needs, and by what it was judged. */
@QuarkusTest
@Tag("system")
class MergeRightsStoryTest extends MergeStory {
  private static final String SETTINGS = ".github/pawl.yml";

  /** Anybody may review a public repository. */
  @Test
  void M28_aStrangersReviewsAreSeenAndNotCounted() {
    String repository = repositoryWithTask("strangers");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, "Waiting for a review to be asked for"));

    String eve = person(repository, "eve", null);
    String mallory = person(repository, "mallory", "read");
    github.review(repository, number, eve, "changes_requested", "Not like this.");
    github.review(repository, number, mallory, "approved", "Merge it.");
    eventually(() -> says(repository, number, mallory + ", without the right to write"));
    certain(repository);
    assertThat(puts(repository)).isEmpty();
    assertThat(github.pullRequest(repository, number).path("draft").asBoolean()).isTrue();
    assertThat(check(repository, number).at("/output/summary").asText())
        .contains("`" + eve + "`, who may not write: not counted");
    assertThat(facts(repository).getFirst().reviews())
        .extracting(review -> review.access())
        .containsExactly(Access.NONE, Access.NONE);

    github.review(repository, number, person(repository, "ada", "write"), "approved", "Fine.");
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  /** However much strangers say before it, on however many pages. */
  @Test
  void M27_ofOverAHundredReviewsTheLastCounts() {
    String repository = repositoryWithTask("crowded");
    int number =
        github.openPullRequest(
            repository, AGENT, "copilot/light", "Light", "Fixes #1", Map.of(TASK, "Light it.\n"));
    github.check(repository, "copilot/light", "build", "in_progress");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for build on"));
    certain(repository);
    String eve = person(repository, "eve", null);
    for (int note = 1; note <= 100; note++) {
      github.untold().review(repository, number, eve, "commented", "Note " + note);
    }
    github.untold().review(repository, number, owner + "-ada", "changes_requested", "No.");
    github.clearRequests();

    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> says(repository, number, owner + "-ada asked for changes"));
    certain(repository);
    assertThat(facts(repository).getFirst().reviews()).hasSize(101);
    assertThat(questions()).isEqualTo(2);
    assertThat(puts(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();
  }

  /** GitHub would let an App merge that may bypass the rule. */
  @Test
  void M33_codeOwnersAreWaitedFor() {
    String repository =
        repositoryWithTask("owned", Map.of("CODEOWNERS", "# who\n*.md @" + owner + "-bob\n"));
    String bob = person(repository, "bob", "write");
    github.rule(
        repository,
        "pull_request",
        Map.of("required_approving_review_count", 0, "require_code_owner_review", true));
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for a code owner's approval"));
    github.review(repository, number, owner + "-ada", "approved", "Fine, and not mine.");
    certain(repository);
    assertThat(puts(repository)).isEmpty();
    assertThat(merged(repository, number)).isFalse();

    github.review(repository, number, bob, "approved", "Fine.");
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void nothingIsMergedUnderSettingsThatNobodyUnderstands() {
    String repository =
        repositoryWithTask("unsettled", Map.of(SETTINGS, "merge:\n  guarded_path: [src/**]\n"));
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "settings are not known"));
    certain(repository);
    assertThat(puts(repository)).isEmpty();

    github.commit(
        repository, owner, "main", "Mend", Map.of(SETTINGS, "merge:\n  guarded_paths: [src/**]\n"));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  /** Another one comes from the very branch: GitHub would close it with the branch. */
  @Test
  void M48_aBranchThatAnotherPullRequestComesFromStays() {
    String repository = repositoryWithTask("shared");
    github.openPullRequest(repository, owner, "release", "Release", "", Map.of("r.md", "r\n"));
    int number = opens(repository, "Light", TASK);
    int other =
        github.openPullRequest(
            repository,
            owner,
            Map.of("head", "copilot/light", "title", "Backport", "body", "", "base", "release"));
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    certain(repository);
    assertThat(github.requests("DELETE", "/repos/" + repository + "/git/refs/.*")).isEmpty();
    assertThat(github.pullRequest(repository, other).path("state").asText()).isEqualTo("open");
  }

  /** Invariant 6, for merges: the stored view leads to the stored decision. */
  @Test
  void everyStoredViewLeadsToItsMergesAgain() {
    String repository = repositoryWithTask("replayed");
    int number = opens(repository, "[WIP] Light", TASK);
    github.check(repository, "copilot/light", "build", "in_progress");
    eventually(() -> says(repository, number, "work in progress"));
    github.editPullRequest(repository, number, owner, Map.of("title", "Light"));
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    settled();

    List<String> states = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                """
                select d.content, d.merge_policy_version as policy, v.version, v.content as view
                from decision d join view v on v.hash = d.view_hash
                where d.repository_id = $1 order by d.id
                """,
                repositoryId(repository))) {
      assertThat(row.getInteger("policy")).isEqualTo(MergePolicy.VERSION);
      assertThat(row.getInteger("version")).isEqualTo(View.VERSION);
      View view = Json.read(row.getString("view"), View.class);
      assertThat(view.merging().guards())
          .extracting(MergeFacts.GuardFacts::name)
          .containsExactlyElementsOf(Guards.IN_ORDER.stream().map(Guard::name).toList());
      JsonNode stored = Json.tree(row.getString("content")).path("merges");
      List<Map<String, Object>> again =
          MergeRound.judge(view, Guards.IN_ORDER, Finished::of).stream()
              .map(MergeRound.Judged::entry)
              .toList();
      assertThat(Json.tree(Json.write(again)).elements())
          .toIterable()
          .containsExactlyElementsOf(stored);
      stored.forEach(one -> states.add(one.path("state").asText()));
    }
    assertThat(states).contains("Waiting", "Ready", "Done");
  }
}
