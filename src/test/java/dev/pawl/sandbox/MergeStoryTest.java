package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeStoryTest extends Story {
  private static final String PULLS = "/repos/acme/lamp/pulls";
  private static final String ISSUES = "/repos/acme/lamp/issues";

  private int open(String head, String body) {
    return control.openPullRequest(REPO, "ada", head, "Add " + head, body, Map.of(head, "x\n"));
  }

  private Api.Reply merge(int number, Map<String, String> how) {
    return app().put(PULLS + "/" + number + "/merge", how);
  }

  private JsonNode commit(String sha) {
    return app().get("/repos/acme/lamp/git/commits/" + sha).json();
  }

  private String head(String branch) {
    return app().get("/repos/acme/lamp/git/ref/heads/" + branch).json().at("/object/sha").asText();
  }

  @Test
  void a_merge_is_pushed_told_and_closes_what_it_names() {
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int other = control.openIssue(REPO, "ada", "Also dark", "");
    int number = open("wick", "Fixes #" + issue + ", closes: acme/lamp#99, see #" + other);
    String base = head("main");
    JsonNode answer = merge(number, Map.of("sha", head("wick"))).json();
    assertThat(answer.get("merged").asBoolean()).isTrue();
    String sha = answer.get("sha").asText();
    assertThat(head("main")).isEqualTo(sha);
    assertThat(commit(sha).at("/parents").findValuesAsText("sha"))
        .containsExactly(base, head("wick"));
    assertThat(commit(sha).get("message").asText())
        .isEqualTo("Merge pull request #3 from acme/wick\n\nAdd wick");
    JsonNode merged = app().get(PULLS + "/" + number).json();
    assertThat(merged.get("merged").asBoolean()).isTrue();
    assertThat(merged.get("merge_commit_sha").asText()).isEqualTo(sha);
    assertThat(merged.at("/merged_by/login").asText()).isEqualTo("pawl[bot]");
    assertThat(merged.get("changed_files").asInt()).isEqualTo(1);
    assertThat(app().get(PULLS + "/" + number + "/merge").status()).isEqualTo(204);
    assertThat(app().get(ISSUES + "/" + issue).json().get("state").asText()).isEqualTo("closed");
    assertThat(app().get(ISSUES + "/" + other).json().get("state").asText()).isEqualTo("open");
    assertThat(app().get("/repos/acme/lamp/contents/wick").status()).isEqualTo(200);
    settled();
    assertThat(receiver.names()).endsWith("push", "pull_request.closed", "issues.closed");
    List<Receiver.Received> told = receiver.received().reversed();
    assertThat(told.get(0).json().at("/issue/state_reason").asText()).isEqualTo("completed");
    assertThat(told.get(1).json().at("/pull_request/merged").asBoolean()).isTrue();
    assertThat(told.get(1).json().at("/pull_request/merge_commit_sha").asText()).isEqualTo(sha);
    assertThat(told.get(2).json().get("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(told.get(2).json().get("after").asText()).isEqualTo(sha);
    assertThat(app().patch(PULLS + "/" + number, Map.of("state", "open")).status()).isEqualTo(422);
    assertThat(merge(number, Map.of()).status()).isEqualTo(405);
  }

  @Test
  void only_the_default_branch_closes_issues() {
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    control.commit(REPO, "ada", "side", "Side", Map.of("side", "s"));
    int number =
        control.openPullRequest(
            REPO,
            "ada",
            Map.of(
                "head",
                "topic",
                "base",
                "side",
                "title",
                "Into side",
                "body",
                "Resolves #" + issue,
                "files",
                Map.of("t", "t")));
    assertThat(merge(number, Map.of()).status()).isEqualTo(200);
    assertThat(app().get(ISSUES + "/" + issue).json().get("state").asText()).isEqualTo("open");
  }

  @Test
  void a_squash_is_one_commit_and_a_rebase_one_for_each() {
    int squashed = open("wick", "");
    control.pushToPullRequest(REPO, squashed, "ada", "More", Map.of("wick", "y\n"));
    String base = head("main");
    String one =
        merge(squashed, Map.of("merge_method", "squash", "commit_title", "Wick"))
            .json()
            .get("sha")
            .asText();
    assertThat(commit(one).at("/parents").findValuesAsText("sha")).containsExactly(base);
    assertThat(commit(one).get("message").asText()).isEqualTo("Wick\n\n* Add wick\n\n* More");
    assertThat(commit(one).at("/author/name").asText()).isEqualTo("ada");

    int rebased = open("oil", "");
    control.pushToPullRequest(REPO, rebased, "ada", "More oil", Map.of("oil2", "y\n"));
    control.commit(REPO, "ada", "main", "Meanwhile", Map.of("while", "w"));
    String onto = head("main");
    String tip = merge(rebased, Map.of("merge_method", "rebase")).json().get("sha").asText();
    assertThat(head("main")).isEqualTo(tip);
    assertThat(commit(tip).get("message").asText()).isEqualTo("More oil");
    assertThat(commit(tip).at("/committer/name").asText()).isEqualTo("pawl[bot]");
    String first = commit(tip).at("/parents/0/sha").asText();
    assertThat(commit(first).at("/parents/0/sha").asText()).isEqualTo(onto);
    assertThat(merge(open("third", ""), Map.of("merge_method", "magic")).status()).isEqualTo(422);
  }

  @Test
  void a_head_that_moved_is_409_and_a_conflict_405() {
    int number = open("wick", "");
    String judged = head("wick");
    control.pushToPullRequest(REPO, number, "ada", "Slip in", Map.of("evil", "e"));
    assertThat(merge(number, Map.of("sha", judged)).status()).isEqualTo(409);
    control.commit(REPO, "ada", "main", "The same", Map.of("wick", "other\n"));
    for (String method : List.of("merge", "squash", "rebase"))
      assertThat(merge(number, Map.of("merge_method", method)).status()).isEqualTo(405);
    assertThat(app().get(PULLS + "/" + number).json().get("merged").asBoolean()).isFalse();
    assertThat(merge(99, Map.of()).status()).isEqualTo(404);
  }

  @Test
  void a_draft_and_unmet_rules_are_405() {
    int number = open("wick", "");
    control.convertToDraft(REPO, number, "ada");
    assertThat(merge(number, Map.of()).body()).contains("still a draft");
    control.markReady(REPO, number, "ada");
    control.createPerson("grace");
    control.permit(REPO, "grace", "write");
    control.protect(REPO, "main", 1, List.of("build"), true);
    assertThat(merge(number, Map.of()).body()).contains("At least 1 approving review");
    long review = control.review(REPO, number, "grace", "changes_requested", "No");
    assertThat(merge(number, Map.of()).body()).contains("Changes have been requested");
    control.dismissReview(REPO, number, review, "ada");
    control.review(REPO, number, "grace", "approved", "");
    assertThat(merge(number, Map.of()).body()).contains("\\\"build\\\" is expected");
    app()
        .post(
            "/repos/acme/lamp/check-runs",
            Map.of("name", "build", "head_sha", head("wick"), "conclusion", "success"));
    control.commit(REPO, "ada", "main", "Ahead", Map.of("ahead", "a"));
    assertThat(merge(number, Map.of()).body()).contains("out of date");
    Api.Reply updated = app().put(PULLS + "/" + number + "/update-branch", Map.of());
    assertThat(updated.status()).isEqualTo(202);
    assertThat(merge(number, Map.of()).body()).contains("is expected");
    app()
        .post(
            "/repos/acme/lamp/check-runs",
            Map.of("name", "build", "head_sha", head("wick"), "conclusion", "success"));
    assertThat(merge(number, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void an_update_merges_the_base_and_is_told_as_a_push() {
    int number = open("wick", "");
    String before = head("wick");
    String path = PULLS + "/" + number + "/update-branch";
    assertThat(app().put(path, Map.of()).status()).isEqualTo(422);
    control.commit(REPO, "ada", "main", "Ahead", Map.of("ahead", "a"));
    assertThat(app().put(path, Map.of("expected_head_sha", head("main"))).status()).isEqualTo(422);
    assertThat(app().put(path, Map.of("expected_head_sha", before)).status()).isEqualTo(202);
    assertThat(commit(head("wick")).at("/parents").findValuesAsText("sha"))
        .containsExactly(before, head("main"));
    settled();
    assertThat(receiver.names()).endsWith("push", "pull_request.synchronize");
  }

  @Test
  void commits_that_are_pushed_to_the_base_are_a_merge() {
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int number = open("wick", "fix #" + issue);
    app().patch("/repos/acme/lamp/git/refs/heads/main", Map.of("sha", head("wick")));
    JsonNode merged = app().get(PULLS + "/" + number).json();
    assertThat(merged.get("merged").asBoolean()).isTrue();
    assertThat(merged.get("merge_commit_sha").asText()).isEqualTo(head("main"));
    assertThat(app().get(ISSUES + "/" + issue).json().get("state").asText()).isEqualTo("closed");
  }

  @Test
  void an_app_without_that_permission_merges_no_workflow() {
    int number =
        control.openPullRequest(
            REPO, "ada", "ci", "CI", "", Map.of(".github/workflows/build.yml", "on: push\n"));
    assertThat(merge(number, Map.of()).status()).isEqualTo(403);
    assertThat(ada().put(PULLS + "/" + number + "/merge", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void a_merge_may_land_although_the_answer_says_no() {
    int number = open("wick", "");
    control.failAfterWrite(1, "PUT", ".*/merge", 502);
    assertThat(merge(number, Map.of()).status()).isEqualTo(502);
    assertThat(app().get(PULLS + "/" + number).json().get("merged").asBoolean()).isTrue();
    assertThat(control.requests("PUT", ".*/merge").getFirst().get("wrote").asBoolean()).isTrue();
  }
}
