package dev.pawl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.Receiver;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the sandbox says of pull requests, against GitHub's own contract. */
@Tag("contract")
class PullRequestContractTest {
  private static final String REPO = "acme/lamp";
  private static final String PULLS = "/repos/acme/lamp/pulls";

  @Test
  void every_answer_of_rest_holds() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.recordBodies(true);
      act(control);
      List<JsonNode> requests = control.requests();
      assertThat(requests).hasSizeGreaterThan(50);
      assertThat(Contract.log(requests)).isEmpty();
    }
  }

  /** acme/lamp, with ada and grace who may write; answers the installation. */
  private static long seed(SandboxControl control) {
    control.createAccount("acme", "Organization");
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n"));
    return control.install("acme");
  }

  private static Api person(SandboxControl control, String login) {
    Api person = new Api(control.url(), control.createPerson(login));
    control.permit(REPO, login, "write");
    return person;
  }

  /** One call of everything, and the refusals. */
  private static void act(SandboxControl control) {
    Api app = Api.installed(control, seed(control));
    Api ada = person(control, "ada");
    Api grace = person(control, "grace");
    for (String branch : List.of("a", "b", "c", "d"))
      control.commit(REPO, "ada", branch, "Add " + branch, Map.of(branch, "x\n"));
    ada.post(
        PULLS,
        Map.of("title", "A", "head", "a", "base", "main", "body", "Fixes #9", "draft", true));
    ada.post(PULLS, Map.of("title", "A", "head", "a", "base", "main"));
    ada.post(PULLS, Map.of("title", "B", "head", "acme:b", "base", "main"));
    app.post(PULLS, Map.of("title", "C", "head", "c", "base", "main"));
    app.post(PULLS, Map.of("head", "d", "base", "main"));
    app.post(PULLS, Map.of("title", "None", "head", "nowhere", "base", "main"));
    String first = PULLS + "/1";
    app.get(PULLS + "?state=all&sort=updated&direction=asc&per_page=2");
    app.get(PULLS + "?head=acme:a&base=main");
    app.get(first);
    control.advanceClock(Duration.ofSeconds(5));
    app.get(first);
    app.get(PULLS + "/99");
    app.get(first + "/files");
    app.get(first + "/commits");
    app.get(first + "/merge");
    app.get("/repos/acme/lamp/issues?state=all");
    app.get("/repos/acme/lamp/issues/1");
    app.patch("/repos/acme/lamp/issues/1", Map.of("labels", List.of("bug")));
    parts(app, "/repos/acme/lamp/issues/1");
    app.post("/repos/acme/lamp/issues/1/comments", Map.of("body", "hello"));
    app.patch(first, Map.of("title", "AA", "body", "b", "base", "main"));
    app.patch(first, Map.of("state", "closed"));
    app.patch(first, Map.of("state", "open"));
    app.patch(first, Map.of("base", "nowhere"));
    ada.post(first + "/requested_reviewers", Map.of("reviewers", List.of("grace")));
    app.get(first + "/requested_reviewers");
    app.get(first);
    ada.delete(first + "/requested_reviewers", Map.of("reviewers", List.of("grace")));
    ada.post(first + "/requested_reviewers", Map.of("reviewers", List.of("nobody")));
    reviews(ada, grace, first);
    graphql(app, app.get(first).json().get("node_id").asText());
    merges(control, app, ada);
  }

  private static void parts(Api app, String issue) {
    app.get(issue + "/labels");
    app.post(issue + "/labels", Map.of("labels", List.of("wontfix")));
    app.put(issue + "/labels", Map.of("labels", List.of("bug", "question")));
    app.delete(issue + "/labels/question", Map.of());
    app.delete(issue + "/labels/question", Map.of());
    app.post(issue + "/assignees", Map.of("assignees", List.of("ada")));
    app.delete(issue + "/assignees", Map.of("assignees", List.of("ada")));
    app.delete(issue + "/labels", Map.of());
  }

  private static void graphql(Api app, String id) {
    app.graphql(
        """
        query($id: ID!) {
          node(id: $id) { ... on PullRequest { title } }
          repository(owner: "acme", name: "lamp") {
            pullRequests(first: 5, states: [OPEN], orderBy: {field: UPDATED_AT, direction: DESC}) {
              totalCount pageInfo { endCursor hasNextPage }
              nodes {
                id databaseId number title body state isDraft merged mergeable mergeStateStatus
                headRefName headRefOid baseRefName reviewDecision author { login }
                labels(first: 5) { nodes { name } }
                reviewRequests(first: 5) {
                  nodes { requestedReviewer { ... on User { login } ... on Bot { login } } } }
                reviews(last: 5, author: "grace") { nodes { state submittedAt } }
                latestReviews(first: 5) { nodes { state } }
                closingIssuesReferences(first: 5) { nodes { number } }
                files(first: 5) { nodes { path changeType } }
                commits(last: 1) { nodes { commit { oid } } }
              }
            }
          }
        }
        """,
        Map.of("id", id));
    app.graphql(
        "mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id})"
            + " { pullRequest { isDraft } } }",
        Map.of("id", id));
    app.graphql(
        "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id})"
            + " { clientMutationId } }",
        Map.of("id", id));
    app.graphql(
        "mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id})"
            + " { pullRequest { isDraft } } }",
        Map.of("id", id));
  }

  private static void reviews(Api ada, Api grace, String pull) {
    String reviews = pull + "/reviews";
    String approved =
        grace.post(reviews, Map.of("event", "APPROVE", "body", "Good")).json().get("id").asText();
    ada.post(reviews, Map.of("event", "APPROVE"));
    ada.post(reviews, Map.of("event", "COMMENT", "body", "Note"));
    String pending = reviews + "/" + grace.post(reviews, Map.of()).json().get("id").asText();
    grace.get(pending);
    grace.put(pending, Map.of("body", "Half"));
    grace.delete(pending, Map.of());
    String other = reviews + "/" + grace.post(reviews, Map.of("body", "x")).json().get("id");
    grace.post(other + "/events", Map.of("event", "REQUEST_CHANGES", "body", "No"));
    ada.put(reviews + "/" + approved + "/dismissals", Map.of("message", "It moved"));
    ada.put(reviews + "/" + approved + "/dismissals", Map.of("message", "Again"));
    grace.get(reviews);
    grace.get(reviews + "/1");
  }

  private static void merges(SandboxControl control, Api app, Api ada) {
    app.put(PULLS + "/1/merge", Map.of());
    control.markReady(REPO, 1, "ada");
    app.put(PULLS + "/1/merge", Map.of("sha", "0".repeat(40)));
    app.put(PULLS + "/1/merge", Map.of("merge_method", "nonsense"));
    app.put(PULLS + "/1/merge", Map.of("merge_method", "squash", "commit_title", "A"));
    app.get(PULLS + "/1/merge");
    app.get(PULLS + "/1");
    app.put(PULLS + "/2/update-branch", Map.of());
    app.put(PULLS + "/2/update-branch", Map.of());
    app.put(PULLS + "/2/merge", Map.of("merge_method", "rebase"));
    control.commit(REPO, "ada", "main", "The same", Map.of("c", "other\n"));
    app.put(PULLS + "/3/merge", Map.of());
    control.protect(REPO, "main", 1, List.of("build"), true);
    app.put(PULLS + "/3/merge", Map.of());
    app.get("/repos/acme/lamp/branches/main");
    String head = app.get(PULLS + "/3").json().at("/head/sha").asText();
    app.post("/repos/acme/lamp/check-runs", Map.of("name", "build", "head_sha", head));
    app.get("/repos/acme/lamp/commits/" + head + "/check-runs");
    ada.delete("/repos/acme/lamp/git/refs/heads/c", Map.of());
    ada.delete("/repos/acme/lamp/git/refs/heads/c", Map.of());
    app.patch(PULLS + "/3", Map.of("state", "open"));
    app.get(PULLS + "?state=closed");
  }

  @Test
  void every_webhook_holds() {
    try (Receiver receiver = new Receiver();
        Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withWebhook(receiver.url(), "secret"))) {
      SandboxControl control = new SandboxControl(sandbox.url());
      tell(control);
      await().atMost(Duration.ofSeconds(20)).until(control::deliveriesSettled);
      List<String> problems = new ArrayList<>();
      TreeSet<String> seen = new TreeSet<>();
      for (Receiver.Received received : receiver.received()) {
        JsonNode payload = received.json();
        String action = payload.has("action") ? payload.get("action").asText() : null;
        seen.add(received.name());
        problems.addAll(Contract.webhook(received.event(), action, payload));
      }
      assertThat(problems.stream().distinct().toList()).isEmpty();
      assertThat(seen)
          .contains(
              "check_run.created",
              "issue_comment.created",
              "issues.closed",
              "pull_request.assigned",
              "pull_request.closed",
              "pull_request.converted_to_draft",
              "pull_request.edited",
              "pull_request.labeled",
              "pull_request.locked",
              "pull_request.opened",
              "pull_request.ready_for_review",
              "pull_request.reopened",
              "pull_request.review_request_removed",
              "pull_request.review_requested",
              "pull_request.synchronize",
              "pull_request.unassigned",
              "pull_request.unlabeled",
              "pull_request.unlocked",
              "pull_request_review.dismissed",
              "pull_request_review.edited",
              "pull_request_review.submitted",
              "push");
    }
  }

  /** Everything that is told. */
  private static void tell(SandboxControl control) {
    long installation = seed(control);
    person(control, "ada");
    Api grace = person(control, "grace");
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int pull =
        control.openDraft(REPO, "ada", "wick", "Wick", "Fixes #" + issue, Map.of("w", "x\n"));
    control.markReady(REPO, pull, "ada");
    String head = control.pushToPullRequest(REPO, pull, "ada", "More", Map.of("w", "y\n"));
    Api app = Api.installed(control, installation);
    app.post("/repos/acme/lamp/check-runs", Map.of("name", "build", "head_sha", head));
    control.convertToDraft(REPO, pull, "ada");
    control.markReady(REPO, pull, "ada");
    control.commit(REPO, "ada", "side", "Side", Map.of("side", "s"));
    control.editPullRequest(
        REPO,
        pull,
        "ada",
        Map.of(
            "title",
            "A wick",
            "body",
            "Closes #" + issue,
            "base",
            "side",
            "labels",
            List.of("bug"),
            "assignees",
            List.of("ada")));
    control.editPullRequest(
        REPO, pull, "ada", Map.of("base", "main", "labels", List.of(), "assignees", List.of()));
    control.comment(REPO, pull, "ada", "hi");
    app.post("/repos/acme/lamp/issues/" + pull + "/comments", Map.of("body", "hi"));
    control.requestReview(REPO, pull, "ada", "grace");
    control.removeReviewRequest(REPO, pull, "ada", "grace");
    control.requestReview(REPO, pull, "ada", "grace");
    long review = control.review(REPO, pull, "grace", "changes_requested", "No");
    grace.put(PULLS + "/" + pull + "/reviews/" + review, Map.of("body", "No, sorry"));
    control.dismissReview(REPO, pull, review, "ada");
    control.review(REPO, pull, "grace", "commented", "Hm");
    control.review(REPO, pull, "grace", "approved", "");
    control.lockIssue(REPO, pull, "ada");
    control.unlockIssue(REPO, pull, "ada");
    control.closePullRequest(REPO, pull, "ada");
    control.reopenPullRequest(REPO, pull, "ada");
    control.advanceClock(Duration.ofSeconds(5));
    control.mergePullRequest(REPO, pull, "ada", "squash");
    control.deleteBranch(REPO, "ada", "wick");
    control.openPullRequest(REPO, "ada", "oil", "Oil", "", Map.of("o", "x\n"));
    control.deleteBranch(REPO, "ada", "oil");
  }
}
