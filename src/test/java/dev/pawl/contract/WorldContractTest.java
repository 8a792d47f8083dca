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

/**
 * What the sandbox says of statuses, suites, rules, forks, threads, timelines and queues, against
 * GitHub's own contract.
 */
@Tag("contract")
class WorldContractTest {
  private static final String REPO = "acme/lamp";
  private static final String LAMP = "/repos/acme/lamp";

  @Test
  void answers_and_webhooks_hold() {
    try (Receiver receiver = new Receiver();
        Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withWebhook(receiver.url(), "secret"))) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.recordBodies(true);
      act(control);
      await().atMost(Duration.ofSeconds(20)).until(control::deliveriesSettled);
      List<String> problems = new ArrayList<>(Contract.log(control.requests()));
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
              "check_suite.completed",
              "merge_group.checks_requested",
              "merge_group.destroyed",
              "pull_request.dequeued",
              "pull_request.enqueued",
              "pull_request.synchronize",
              "pull_request_review_comment.created",
              "pull_request_review_comment.deleted",
              "pull_request_review_comment.edited",
              "pull_request_review_thread.resolved",
              "pull_request_review_thread.unresolved",
              "status");
    }
  }

  private static void act(SandboxControl control) {
    control.createAccount("acme", "Organization");
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n"));
    Api app = Api.installed(control, control.install("acme"));
    Api ada = new Api(control.url(), control.createPerson("ada"));
    control.permit(REPO, "ada", "write");
    Api mallory = new Api(control.url(), control.createPerson("mallory"));
    forks(control, app, mallory);
    control.openIssue(REPO, "ada", "Dark", "");
    int number =
        control.openPullRequest(
            REPO, "ada", "wick", "Wick", "Fixes #2", Map.of("wick.md", "one\ntwo\n"));
    String pull = LAMP + "/pulls/" + number;
    String head = app.get(pull).json().at("/head/sha").asText();
    statuses(control, app, ada, head);
    threads(app, ada, pull, head);
    rules(control, app);
    queue(control, app, number);
    timelines(control, app, number);
  }

  private static void forks(SandboxControl control, Api app, Api mallory) {
    mallory.post(LAMP + "/forks", Map.of());
    mallory.post(LAMP + "/forks", Map.of());
    app.get(LAMP + "/forks");
    app.get("/repos/mallory/lamp");
    control.commit("mallory/lamp", "mallory", "side", "Side", Map.of("side", "x\n"));
    mallory.post(LAMP + "/pulls", Map.of("title", "Side", "head", "mallory:side", "base", "main"));
    control.pushToPullRequest(REPO, 1, "mallory", "More", Map.of("more", "x\n"));
    control.check(REPO, app.get(LAMP + "/pulls/1").json().at("/head/sha").asText(), "b", "success");
    app.get(LAMP + "/pulls/1/files");
    app.get(LAMP + "/pulls/1");
    // Without its fork the head's repository is null, which GitHub's own schema of REST forgot.
  }

  private static void statuses(SandboxControl control, Api app, Api ada, String head) {
    ada.post(LAMP + "/statuses/" + head, Map.of("state", "pending", "context", "ci"));
    ada.post(
        LAMP + "/statuses/" + head,
        Map.of("state", "success", "context", "ci", "target_url", "http://127.0.0.1/"));
    app.get(LAMP + "/commits/wick/status");
    app.get(LAMP + "/commits/" + head + "/statuses");
    control.check(REPO, head, "build", "in_progress");
    app.get(LAMP + "/commits/wick/check-suites");
    control.check(REPO, head, "build", "success");
    app.get(LAMP + "/commits/wick/check-runs");
    app.get(
        LAMP
            + "/check-suites/"
            + app.get(LAMP + "/commits/wick/check-suites").json().at("/check_suites/0/id"));
  }

  private static void threads(Api app, Api ada, String pull, String head) {
    String comments = pull + "/comments";
    String id =
        app.post(comments, Map.of("body", "Why?", "commit_id", head, "path", "wick.md", "line", 2))
            .json()
            .get("id")
            .asText();
    app.post(comments, Map.of("body", "x", "commit_id", head, "path", "nowhere", "line", 1));
    String reply =
        ada.post(comments + "/" + id + "/replies", Map.of("body", "So")).json().get("id").asText();
    ada.post(
        pull + "/reviews",
        Map.of(
            "event",
            "COMMENT",
            "body",
            "Two",
            "comments",
            List.of(Map.of("path", "wick.md", "line", 1, "body", "Hm"))));
    app.get(comments);
    app.get(LAMP + "/pulls/comments/" + id);
    ada.patch(LAMP + "/pulls/comments/" + reply, Map.of("body", "Because"));
    ada.delete(LAMP + "/pulls/comments/" + reply, Map.of());
    String thread =
        app.graphql(
                "query { repository(owner: \"acme\", name: \"lamp\") { pullRequest(number: 3) {"
                    + " reviewThreads(first: 1) { nodes { id isResolved isOutdated path"
                    + " comments(first: 1) { nodes { body author { login } } } } } } } }",
                Map.of())
            .json()
            .at("/data/repository/pullRequest/reviewThreads/nodes/0/id")
            .asText();
    for (String mutation : List.of("resolveReviewThread", "unresolveReviewThread"))
      app.graphql(
          "mutation($id: ID!) { "
              + mutation
              + "(input: {threadId: $id}) { thread { isResolved resolvedBy { login } } } }",
          Map.of("id", thread));
  }

  private static void rules(SandboxControl control, Api app) {
    control.rule(
        REPO,
        "pull_request",
        Map.of(
            "allowed_merge_methods",
            List.of("merge", "squash"),
            "dismiss_stale_reviews_on_push",
            false,
            "require_code_owner_review",
            false,
            "require_last_push_approval",
            false,
            "required_approving_review_count",
            0,
            "required_review_thread_resolution",
            false));
    control.rule(
        REPO,
        "required_status_checks",
        Map.of(
            "required_status_checks",
            List.of(Map.of("context", "build", "integration_id", 15368)),
            "strict_required_status_checks_policy",
            false));
    control.ruleset(REPO, "stay", Map.of("rules", List.of(Map.of("type", "deletion"))));
    app.delete(LAMP + "/git/refs/heads/main", Map.of());
    app.get(LAMP + "/rules/branches/main");
    app.get(LAMP + "/rules/branches/nowhere");
    app.graphql(
        """
        query { repository(owner: "acme", name: "lamp") { mergeCommitAllowed
          collaborators(login: "ada", first: 1) { edges { permission } }
          pullRequest(number: 3) { isCrossRepository headRepository { name }
            baseRef { refUpdateRule { requiredStatusCheckContexts }
              rules(first: 9) { nodes { type repositoryRuleset { name enforcement }
                parameters { __typename
                  ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } } } } }
            statusCheckRollup { state contexts(first: 9) { nodes { __typename
              ... on CheckRun { name conclusion checkSuite { app { slug } }
                isRequired(pullRequestNumber: 3) }
              ... on StatusContext { context state } } } } } } }
        """,
        Map.of());
    String head = app.get(LAMP + "/git/ref/heads/wick").json().at("/object/sha").asText();
    app.graphql(
        """
        mutation($head: GitObjectID!) { createCommitOnBranch(input: {
          branch: {repositoryNameWithOwner: "acme/lamp", branchName: "main"},
          expectedHeadOid: $head, message: {headline: "Stale"},
          fileChanges: {additions: [{path: "a", contents: "eA=="}]} }) { commit { oid } } }
        """,
        Map.of("head", head));
  }

  private static void queue(SandboxControl control, Api app, int number) {
    control.rule(
        REPO,
        "merge_queue",
        Map.of(
            "check_response_timeout_minutes",
            60,
            "grouping_strategy",
            "ALLGREEN",
            "max_entries_to_build",
            5,
            "max_entries_to_merge",
            5,
            "merge_method",
            "MERGE",
            "min_entries_to_merge",
            1,
            "min_entries_to_merge_wait_minutes",
            5));
    app.get(LAMP + "/rules/branches/main");
    app.put(LAMP + "/pulls/" + number + "/merge", Map.of());
    String id = app.get(LAMP + "/pulls/" + number).json().get("node_id").asText();
    app.graphql(
        "mutation($id: ID!) { enqueuePullRequest(input: {pullRequestId: $id}) {"
            + " mergeQueueEntry { position state } } }",
        Map.of("id", id));
    app.graphql(
        "mutation($id: ID!) { dequeuePullRequest(input: {id: $id}) { clientMutationId } }",
        Map.of("id", id));
    control.enqueue(REPO, number, "ada");
    String group =
        app.get(LAMP + "/git/matching-refs/heads/gh-readonly-queue/main/")
            .json()
            .at("/0/object/sha")
            .asText();
    control.check(REPO, group, "build", "success");
    assertThat(app.get(LAMP + "/pulls/" + number).json().get("merged").asBoolean()).isTrue();
  }

  private static void timelines(SandboxControl control, Api app, int number) {
    control.editPullRequest(
        REPO,
        number,
        "ada",
        Map.of("labels", List.of("bug"), "title", "New", "assignees", List.of("ada")));
    control.comment(REPO, number, "ada", "Thanks, see #1");
    control.happen(REPO, number, "ada", "copilot_work_started");
    control.requestReview(REPO, 1, "ada", "ada");
    control.convertToDraft(REPO, 1, "ada");
    for (int each = 1; each <= 3; each++)
      app.get(LAMP + "/issues/" + each + "/timeline?per_page=100");
  }
}
