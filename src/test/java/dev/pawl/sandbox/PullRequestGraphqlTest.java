package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullRequestGraphqlTest extends Story {
  private static final String ONE =
      """
      query($number: Int!) { repository(owner: "acme", name: "lamp") { pullRequest(number: $number) {
        id databaseId number title body state isDraft merged mergeable mergeStateStatus
        headRefName headRefOid baseRefName reviewDecision additions changedFiles
        author { login }
        labels(first: 10) { nodes { name } }
        reviewRequests(first: 10) { nodes { requestedReviewer { __typename ... on User { login } } } }
        reviews(first: 10, states: [APPROVED]) { nodes { state author { login } commit { oid } } }
        latestReviews(first: 10) { nodes { state } }
        latestOpinionatedReviews(first: 10) { nodes { state } }
        closingIssuesReferences(first: 10) { nodes { number title } }
        files(first: 10) { nodes { path changeType additions } }
        commits(last: 1) { totalCount nodes { commit { oid messageHeadline } } }
        mergeCommit { oid tree { oid } } mergedBy { login }
        potentialMergeCommit { tree { oid } parents(first: 2) { nodes { oid } } }
        timelineItems(last: 1, itemTypes: [CONVERT_TO_DRAFT_EVENT, READY_FOR_REVIEW_EVENT]) {
          nodes { __typename ... on ConvertToDraftEvent { actor { __typename login } } }
        }
      } } }
      """;
  private static final String READY =
      """
      mutation($id: ID!) { markPullRequestReadyForReview(
        input: { pullRequestId: $id, clientMutationId: "m" }) {
          clientMutationId pullRequest { number isDraft } } }
      """;
  private static final String DRAFT =
      """
      mutation($id: ID!) { convertPullRequestToDraft(input: { pullRequestId: $id }) {
        pullRequest { isDraft } } }
      """;

  private JsonNode pull(int number) {
    return app().graphql(ONE, Map.of("number", number)).json().at("/data/repository/pullRequest");
  }

  @Test
  void one_query_tells_all_that_a_merge_depends_on() {
    control.createPerson("grace");
    control.permit(REPO, "grace", "write");
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int number =
        control.openPullRequest(
            REPO, "ada", "wick", "Wick", "Fixes #" + issue, Map.of("wick.md", "x\n"));
    control.editPullRequest(REPO, number, "ada", Map.of("labels", List.of("bug")));
    control.review(REPO, number, "grace", "approved", "");
    control.review(REPO, number, "grace", "commented", "And a word");
    String head = control.pushToPullRequest(REPO, number, "ada", "More", Map.of("b.md", "y\n"));
    control.requestReview(REPO, number, "ada", "grace");
    control.protect(REPO, "main", 1, List.of(), false);

    JsonNode pull = pull(number);
    assertThat(pull.get("mergeable").asText()).isEqualTo("UNKNOWN");
    assertThat(pull.get("potentialMergeCommit").isNull()).isTrue();
    assertThat(pull.at("/timelineItems/nodes")).isEmpty();
    control.advanceClock(Duration.ofSeconds(5));
    pull = pull(number);
    assertThat(pull.get("mergeable").asText()).isEqualTo("MERGEABLE");
    assertThat(pull.get("mergeStateStatus").asText()).isEqualTo("CLEAN");
    assertThat(pull.get("reviewDecision").asText()).isEqualTo("APPROVED");
    assertThat(pull.get("state").asText()).isEqualTo("OPEN");
    assertThat(pull.get("headRefOid").asText()).isEqualTo(head);
    assertThat(pull.at("/author/login").asText()).isEqualTo("ada");
    assertThat(pull.at("/labels/nodes/0/name").asText()).isEqualTo("bug");
    assertThat(pull.at("/reviewRequests/nodes/0/requestedReviewer/login").asText())
        .isEqualTo("grace");
    assertThat(pull.at("/reviews/nodes")).hasSize(1);
    assertThat(pull.at("/reviews/nodes/0/commit/oid").asText()).isNotEqualTo(head);
    // She is asked again, so what she said last no longer counts as her latest.
    assertThat(pull.at("/latestReviews/nodes")).isEmpty();
    assertThat(pull.at("/latestOpinionatedReviews/nodes/0/state").asText()).isEqualTo("APPROVED");
    assertThat(pull.at("/closingIssuesReferences/nodes/0/number").asInt()).isEqualTo(issue);
    assertThat(pull.at("/files/nodes").findValuesAsText("path")).containsExactly("b.md", "wick.md");
    assertThat(pull.at("/commits/totalCount").asInt()).isEqualTo(2);
    assertThat(pull.at("/commits/nodes/0/commit/oid").asText()).isEqualTo(head);

    String tree = pull.at("/potentialMergeCommit/tree/oid").asText();
    assertThat(tree).hasSize(40);
    assertThat(pull.at("/potentialMergeCommit/parents/nodes/1/oid").asText()).isEqualTo(head);

    String sha = control.mergePullRequest(REPO, number, "ada", "merge");
    pull = pull(number);
    assertThat(pull.at("/mergeCommit/tree/oid").asText()).isEqualTo(tree);
    assertThat(pull.get("state").asText()).isEqualTo("MERGED");
    assertThat(pull.at("/mergeCommit/oid").asText()).isEqualTo(sha);
    assertThat(pull.at("/mergedBy/login").asText()).isEqualTo("ada");
  }

  @Test
  void a_draft_becomes_ready_and_a_draft_again() {
    int number = control.openDraft(REPO, "ada", "wick", "Wick", "", Map.of("w", "x\n"));
    String id = pull(number).get("id").asText();
    assertThat(pull(number).get("isDraft").asBoolean()).isTrue();
    JsonNode ready = app().graphql(READY, Map.of("id", id)).json();
    assertThat(ready.at("/data/markPullRequestReadyForReview/clientMutationId").asText())
        .isEqualTo("m");
    assertThat(pull(number).get("isDraft").asBoolean()).isFalse();
    assertThat(pull(number).at("/timelineItems/nodes/0/__typename").asText())
        .isEqualTo("ReadyForReviewEvent");
    ada().graphql(DRAFT, Map.of("id", id));
    assertThat(pull(number).get("isDraft").asBoolean()).isTrue();
    assertThat(pull(number).at("/timelineItems/nodes/0/actor/login").asText()).isEqualTo("ada");
    assertThat(pull(number).at("/timelineItems/nodes/0/actor/__typename").asText())
        .isEqualTo("User");
    settled();
    assertThat(receiver.names())
        .endsWith("pull_request.ready_for_review", "pull_request.converted_to_draft");
    assertThat(
            control.requests("POST", "/graphql").stream()
                .filter(request -> request.get("wrote").asBoolean()))
        .hasSize(2);
  }

  @Test
  void who_may_not_write_changes_no_draft() {
    int number = control.openDraft(REPO, "ada", "wick", "Wick", "", Map.of("w", "x\n"));
    String id = pull(number).get("id").asText();
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(mallory.graphql(READY, Map.of("id", id)).json().at("/errors/0/type").asText())
        .isEqualTo("FORBIDDEN");
    control.acceptPermissions(
        installation, Map.of("pull_requests", "read", "contents", "read", "metadata", "read"));
    assertThat(app().graphql(READY, Map.of("id", id)).json().at("/errors/0/type").asText())
        .isEqualTo("FORBIDDEN");
    assertThat(pull(number).get("isDraft").asBoolean()).isTrue();
    assertThat(app().graphql(READY, Map.of("id", "PR_x")).json().at("/errors/0/type").asText())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void issues_and_pull_requests_are_kept_apart() {
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int number = control.openPullRequest(REPO, "ada", "wick", "W", "", Map.of("w", "x\n"));
    control.openPullRequest(REPO, "ada", "oil", "O", "", Map.of("o", "x\n"));
    control.closePullRequest(REPO, number, "ada");
    JsonNode data =
        app()
            .graphql(
                """
                query($number: Int!) { repository(owner: "acme", name: "lamp") {
                  issues(first: 10) { nodes { number } }
                  issue(number: $number) { number }
                  open: pullRequests(first: 10, states: [OPEN]) { nodes { number } }
                  newest: pullRequests(first: 1, orderBy: {field: CREATED_AT, direction: DESC}) {
                    nodes { number } }
                  wick: pullRequests(first: 10, headRefName: "wick") { nodes { number state } }
                } }
                """,
                Map.of("number", number))
            .json();
    assertThat(data.at("/data/repository/issues/nodes").findValues("number"))
        .singleElement()
        .satisfies(found -> assertThat(found.asInt()).isEqualTo(issue));
    assertThat(data.at("/data/repository/issue").isNull()).isTrue();
    assertThat(data.at("/errors/0/type").asText()).isEqualTo("NOT_FOUND");
    assertThat(data.at("/data/repository/open/nodes/0/number").asInt()).isEqualTo(number + 1);
    assertThat(data.at("/data/repository/newest/nodes/0/number").asInt()).isEqualTo(number + 1);
    assertThat(data.at("/data/repository/wick/nodes/0/state").asText()).isEqualTo("CLOSED");
  }
}
