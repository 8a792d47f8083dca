package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleStoryTest extends Story {
  private static final String LAMP = "/repos/acme/lamp";

  private int open(String head) {
    return control.openPullRequest(REPO, "ada", head, "Add " + head, "", Map.of(head, "x\n"));
  }

  private Api.Reply merge(int number, String method) {
    return app().put(LAMP + "/pulls/" + number + "/merge", Map.of("merge_method", method));
  }

  @Test
  void protection_and_rulesets_hold_together() {
    int number = open("wick");
    control.protect(REPO, "main", 0, List.of("build"), false);
    control.rule(
        REPO,
        "required_status_checks",
        Map.of(
            "required_status_checks",
            List.of(Map.of("context", "lint", "integration_id", 15368)),
            "strict_required_status_checks_policy",
            false));
    control.ruleset(
        REPO,
        "elsewhere",
        Map.of(
            "include",
            List.of("refs/heads/release/*"),
            "rules",
            List.of(Map.of("type", "deletion"))));
    control.check(REPO, "wick", "build", "success");
    assertThat(merge(number, "merge").body()).contains("\\\"lint\\\" is expected");
    // Of another App it does not count.
    app()
        .post(
            LAMP + "/check-runs",
            Map.of(
                "name",
                "lint",
                "head_sha",
                control.pullRequest(REPO, number).at("/head/sha").asText(),
                "conclusion",
                "success"));
    assertThat(merge(number, "merge").status()).isEqualTo(405);
    JsonNode rules = app().get(LAMP + "/rules/branches/main").json();
    assertThat(rules.findValuesAsText("type")).containsExactly("required_status_checks");
    assertThat(rules.at("/0/parameters/required_status_checks/0/context").asText())
        .isEqualTo("lint");
    assertThat(app().get(LAMP + "/rules/branches/release/1").json().findValuesAsText("type"))
        .containsExactly("deletion");
    control.check(REPO, "wick", "lint", "success");
    assertThat(merge(number, "merge").status()).isEqualTo(200);
  }

  @Test
  void the_ways_to_merge_are_those_that_repository_and_rules_allow() {
    int number = open("wick");
    control.merging(REPO, Map.of("merge", false, "delete_branch", true));
    control.rule(
        REPO,
        "pull_request",
        Map.of("required_approving_review_count", 0, "allowed_merge_methods", List.of("squash")));
    assertThat(merge(number, "merge").body()).contains("Merge commits are not allowed");
    assertThat(merge(number, "rebase").body()).contains("Rebase merges are not allowed");
    JsonNode repository = app().get(LAMP).json();
    assertThat(repository.get("allow_merge_commit").asBoolean()).isFalse();
    assertThat(repository.get("allow_squash_merge").asBoolean()).isTrue();
    assertThat(merge(number, "squash").status()).isEqualTo(200);
    assertThat(app().get(LAMP + "/branches/wick").status()).isEqualTo(404);
    settled();
    assertThat(receiver.names()).endsWith("push", "pull_request.closed", "push");
  }

  @Test
  void a_ruleset_that_is_only_tried_or_taken_away_stops_nobody() {
    int number = open("wick");
    Map<String, Object> one =
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "type",
                    "pull_request",
                    "parameters",
                    Map.of("required_approving_review_count", 1))));
    control.ruleset(REPO, "review", one);
    assertThat(merge(number, "merge").body()).contains("At least 1 approving review");
    control.removeRuleset(REPO, "review");
    control.ruleset(REPO, "review", Map.of("enforcement", "evaluate", "rules", one.get("rules")));
    assertThat(app().get(LAMP + "/rules/branches/main").json()).isEmpty();
    assertThat(merge(number, "merge").status()).isEqualTo(200);
  }

  @Test
  void a_branch_with_rules_takes_no_pushes() {
    control.rule(REPO, "pull_request", Map.of("required_approving_review_count", 0));
    Api.Reply put =
        app()
            .put(
                LAMP + "/contents/direct.md",
                Map.of("message", "Direct", "content", "eA==", "branch", "main"));
    assertThat(put.status()).isEqualTo(409);
    assertThat(put.body()).contains("Changes must be made through a pull request.");
    control.commit(REPO, "ada", "wick", "Wick", Map.of("w", "x"));
    String wick = app().get(LAMP + "/git/ref/heads/wick").json().at("/object/sha").asText();
    assertThat(app().patch(LAMP + "/git/refs/heads/main", Map.of("sha", wick)).status())
        .isEqualTo(422);
    control.removeRuleset(REPO, "pull_request");
    control.protect(REPO, "wick", 0, List.of("build"), false);
    assertThat(app().delete(LAMP + "/git/refs/heads/wick", Map.of()).status()).isEqualTo(422);
    assertThat(app().patch(LAMP + "/git/refs/heads/main", Map.of("sha", wick)).status())
        .isEqualTo(200);
  }

  /** Of a file the last line that fits names the owners; who may not write is none. */
  @Test
  void owners_of_the_code_approve_where_a_rule_wants_them() {
    for (String login : List.of("bob", "grace", "eve")) control.createPerson(login);
    for (String login : List.of("bob", "grace")) control.permit(REPO, login, "write");
    control.commit(
        REPO,
        "ada",
        "main",
        "Owners",
        Map.of(
            ".github/CODEOWNERS",
            "# who\n* @acme/everybody\n/wick @grace @eve\n/wick @bob\n/oil/ @eve\n",
            "CODEOWNERS",
            "* @ada\n"));
    control.rule(
        REPO,
        "pull_request",
        Map.of("required_approving_review_count", 0, "require_code_owner_review", true));
    int number = open("wick");
    assertThat(decision(number)).isEqualTo("REVIEW_REQUIRED");
    control.review(REPO, number, "grace", "approved", "");
    control.review(REPO, number, "eve", "approved", "");
    assertThat(decision(number)).isEqualTo("REVIEW_REQUIRED");
    assertThat(merge(number, "merge").status()).isEqualTo(405);
    assertThat(merge(number, "merge").body()).contains("code owner review");
    control.review(REPO, number, "bob", "approved", "");
    assertThat(decision(number)).isEqualTo("APPROVED");
    assertThat(merge(number, "merge").status()).isEqualTo(200);

    assertThat(decision(open("lamp"))).as("a team's").isEqualTo("null");
    int oil = control.openPullRequest(REPO, "ada", "o", "Oil", "", Map.of("oil/can", "x\n"));
    assertThat(decision(oil)).as("of somebody who may not write").isEqualTo("null");
  }

  private String decision(int number) {
    return app()
        .graphql(
            "query($number: Int!) { repository(owner: \"acme\", name: \"lamp\") {"
                + " pullRequest(number: $number) { reviewDecision } } }",
            Map.of("number", number))
        .json()
        .at("/data/repository/pullRequest/reviewDecision")
        .asText();
  }
}
