package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All that a merge is judged by, in one query. */
class PullRequestFactsQueryTest extends Story {
  private static final String ONE =
      """
      query($number: Int!, $author: String, $files: String, $checks: String, $size: Int!) {
        repository(owner: "acme", name: "lamp") {
          mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed deleteBranchOnMerge
          collaborators(login: $author, first: 1) { edges { permission node { login } } }
          pullRequest(number: $number) {
            isDraft mergeable mergeStateStatus reviewDecision headRefOid headRefName isInMergeQueue
            headRepository { nameWithOwner } headRepositoryOwner { login } isCrossRepository
            baseRefName baseRefOid changedFiles
            author { __typename login ... on Bot { databaseId } ... on User { databaseId } }
            labels(first: 20) { nodes { name } }
            reviewThreads(first: 20) { nodes { isResolved isOutdated path line } }
            comments(last: 5) { totalCount nodes { author { login } body } }
            files(first: $size, after: $files) {
              pageInfo { hasNextPage endCursor } nodes { path changeType additions deletions } }
            baseRef {
              refUpdateRule { requiredApprovingReviewCount requiredStatusCheckContexts
                requiresConversationResolution viewerCanPush }
              rules(first: 20) { nodes { type parameters { __typename
                ... on PullRequestParameters { requiredApprovingReviewCount allowedMergeMethods }
                ... on RequiredStatusChecksParameters { strictRequiredStatusChecksPolicy
                  requiredStatusChecks { context integrationId } } } } }
            }
            commits(last: 1) { nodes { commit { oid statusCheckRollup { state
              contexts(first: $size, after: $checks) { totalCount
                pageInfo { hasNextPage endCursor }
                nodes { __typename
                  ... on CheckRun { name status conclusion detailsUrl databaseId
                    isRequired(pullRequestNumber: $number)
                    checkSuite { status app { databaseId slug } } }
                  ... on StatusContext { context state targetUrl
                    isRequired(pullRequestNumber: $number) } } } } } } }
          }
        }
      }
      """;

  private JsonNode ask(int number, Map<String, ?> more) {
    Map<String, Object> variables =
        new HashMap<>(Map.of("number", number, "author", "ada", "size", 100));
    variables.putAll(more);
    JsonNode answer = app().graphql(ONE, variables).json();
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    return answer.at("/data/repository");
  }

  @Test
  void tells_of_the_head_its_checks_and_the_rules_of_the_base() {
    int number =
        control.openPullRequest(
            REPO, "ada", "wick", "Wick", "", Map.of("a.md", "x\n", "README.md", "new\n"));
    control.comment(REPO, number, "ada", "hello");
    control.check(REPO, "wick", "build", "success");
    control.check(REPO, "wick", "lint", "in_progress");
    control.status(REPO, "wick", "ci/deploy", "success");
    control.protect(REPO, "main", 1, List.of("build"), false);
    control.rule(
        REPO,
        "required_status_checks",
        Map.of(
            "required_status_checks",
            List.of(Map.of("context", "ci/deploy")),
            "strict_required_status_checks_policy",
            true));
    control.rule(
        REPO,
        "pull_request",
        Map.of("required_approving_review_count", 2, "allowed_merge_methods", List.of("squash")));
    ask(number, Map.of());
    control.advanceClock(Duration.ofSeconds(5));
    JsonNode repository = ask(number, Map.of());
    assertThat(repository.at("/collaborators/edges/0/permission").asText()).isEqualTo("WRITE");
    assertThat(repository.at("/collaborators/edges/0/node/login").asText()).isEqualTo("ada");
    JsonNode pull = repository.get("pullRequest");
    assertThat(pull.get("mergeable").asText()).isEqualTo("MERGEABLE");
    assertThat(pull.get("mergeStateStatus").asText()).isEqualTo("BLOCKED");
    assertThat(pull.get("reviewDecision").asText()).isEqualTo("REVIEW_REQUIRED");
    assertThat(pull.at("/headRepository/nameWithOwner").asText()).isEqualTo(REPO);
    assertThat(pull.get("isCrossRepository").asBoolean()).isFalse();
    assertThat(pull.get("changedFiles").asInt()).isEqualTo(2);
    assertThat(pull.at("/files/nodes").findValuesAsText("changeType"))
        .containsExactly("MODIFIED", "ADDED");
    assertThat(pull.at("/baseRef/refUpdateRule/requiredStatusCheckContexts/0").asText())
        .isEqualTo("build");
    assertThat(pull.at("/baseRef/refUpdateRule/requiredApprovingReviewCount").asInt()).isEqualTo(1);
    assertThat(pull.at("/baseRef/refUpdateRule/viewerCanPush").asBoolean()).isFalse();
    assertThat(pull.at("/baseRef/rules/nodes").findValuesAsText("type"))
        .containsExactly("REQUIRED_STATUS_CHECKS", "PULL_REQUEST");
    assertThat(pull.at("/baseRef/rules/nodes/0/parameters/requiredStatusChecks/0/context").asText())
        .isEqualTo("ci/deploy");
    assertThat(pull.at("/baseRef/rules/nodes/1/parameters/requiredApprovingReviewCount").asInt())
        .isEqualTo(2);
    JsonNode rollup = pull.at("/commits/nodes/0/commit/statusCheckRollup");
    assertThat(rollup.get("state").asText()).isEqualTo("PENDING");
    JsonNode contexts = rollup.at("/contexts/nodes");
    assertThat(contexts.findValuesAsText("__typename"))
        .containsExactly("CheckRun", "CheckRun", "StatusContext");
    assertThat(contexts.at("/0/isRequired").asBoolean()).isTrue();
    assertThat(contexts.at("/0/conclusion").asText()).isEqualTo("SUCCESS");
    assertThat(contexts.at("/0/checkSuite/app/databaseId").asLong()).isEqualTo(15368);
    assertThat(contexts.at("/1/status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(contexts.at("/1/isRequired").asBoolean()).isFalse();
    assertThat(contexts.at("/2/isRequired").asBoolean()).isTrue();
  }

  @Test
  void files_and_checks_come_in_pages() {
    int number =
        control.openPullRequest(
            REPO, "ada", "wick", "Wick", "", Map.of("a", "x\n", "b", "x\n", "c", "x\n"));
    for (String name : List.of("one", "two", "three")) control.check(REPO, "wick", name, "success");
    JsonNode first = ask(number, Map.of("size", 2)).get("pullRequest");
    JsonNode contexts = first.at("/commits/nodes/0/commit/statusCheckRollup/contexts");
    assertThat(contexts.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    assertThat(contexts.get("totalCount").asInt()).isEqualTo(3);
    JsonNode second =
        ask(
                number,
                Map.of(
                    "size",
                    2,
                    "files",
                    first.at("/files/pageInfo/endCursor").asText(),
                    "checks",
                    contexts.at("/pageInfo/endCursor").asText()))
            .get("pullRequest");
    assertThat(second.at("/files/nodes").findValuesAsText("path")).containsExactly("c");
    contexts = second.at("/commits/nodes/0/commit/statusCheckRollup/contexts");
    assertThat(contexts.at("/nodes").findValuesAsText("name")).containsExactly("three");
    assertThat(contexts.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
  }

  @Test
  void without_checks_there_is_no_rollup_and_without_rules_nothing_is_asked() {
    int number = control.openPullRequest(REPO, "ada", "wick", "Wick", "", Map.of("a", "x\n"));
    JsonNode repository = ask(number, Map.of("author", "nobody"));
    assertThat(repository.at("/collaborators/edges")).isEmpty();
    JsonNode pull = repository.get("pullRequest");
    assertThat(pull.at("/commits/nodes/0/commit/statusCheckRollup").isNull()).isTrue();
    assertThat(pull.at("/baseRef/refUpdateRule").isNull()).isTrue();
    assertThat(pull.at("/baseRef/rules/nodes")).isEmpty();
    assertThat(pull.at("/reviewThreads/nodes")).isEmpty();
  }
}
