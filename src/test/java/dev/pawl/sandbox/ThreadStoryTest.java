package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadStoryTest extends Story {
  private static final String PULLS = "/repos/acme/lamp/pulls";
  private static final String THREADS =
      """
      query($number: Int!) { repository(owner: "acme", name: "lamp") { pullRequest(number: $number) {
        reviewThreads(first: 10) { totalCount nodes { id isResolved isOutdated path line
          resolvedBy { login } comments(first: 10) { nodes { body author { login } } } } } } } }
      """;

  private int open() {
    return control.openPullRequest(
        REPO, "ada", "wick", "Wick", "", Map.of("wick.md", "one\ntwo\nthree\n"));
  }

  private JsonNode threads(int number) {
    return app()
        .graphql(THREADS, Map.of("number", number))
        .json()
        .at("/data/repository/pullRequest/reviewThreads");
  }

  private JsonNode change(Api by, String mutation, String thread) {
    return by.graphql(
            "mutation($id: ID!) { "
                + mutation
                + "(input: {threadId: $id}) { thread { isResolved } } }",
            Map.of("id", thread))
        .json();
  }

  @Test
  void a_comment_on_a_line_begins_a_thread_that_is_answered_and_resolved() {
    int number = open();
    String head = control.pullRequest(REPO, number).at("/head/sha").asText();
    settled();
    Api.Reply made =
        app()
            .post(
                PULLS + "/" + number + "/comments",
                Map.of("body", "Why?", "commit_id", head, "path", "wick.md", "line", 2));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("line").asInt()).isEqualTo(2);
    long id = made.json().get("id").asLong();
    Api.Reply reply =
        ada().post(PULLS + "/" + number + "/comments/" + id + "/replies", Map.of("body", "So."));
    assertThat(reply.json().get("in_reply_to_id").asLong()).isEqualTo(id);
    assertThat(app().get(PULLS + "/" + number + "/comments").json()).hasSize(2);
    JsonNode thread = threads(number).at("/nodes/0");
    assertThat(thread.get("isResolved").asBoolean()).isFalse();
    assertThat(thread.at("/comments/nodes").findValuesAsText("body"))
        .containsExactly("Why?", "So.");
    String node = thread.get("id").asText();
    assertThat(change(ada(), "resolveReviewThread", node).has("errors")).isFalse();
    assertThat(threads(number).at("/nodes/0/resolvedBy/login").asText()).isEqualTo("ada");
    change(app(), "unresolveReviewThread", node);
    assertThat(threads(number).at("/nodes/0/isResolved").asBoolean()).isFalse();
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(change(mallory, "resolveReviewThread", node).at("/errors/0/type").asText())
        .isEqualTo("FORBIDDEN");
    settled();
    assertThat(receiver.names())
        .endsWith(
            "pull_request_review.submitted",
            "pull_request_review_comment.created",
            "pull_request_review.submitted",
            "pull_request_review_comment.created",
            "pull_request_review_thread.resolved",
            "pull_request_review_thread.unresolved");
    assertThat(app().patch(PULLS + "/comments/" + id, Map.of("body", "Why so?")).status())
        .isEqualTo(200);
    assertThat(ada().delete(PULLS + "/comments/" + id, Map.of()).status()).isEqualTo(204);
    assertThat(app().get(PULLS + "/comments/" + id).status()).isEqualTo(404);
    assertThat(threads(number).get("totalCount").asInt()).isEqualTo(1);
  }

  @Test
  void comments_of_a_review_are_told_when_it_is_submitted() {
    int number = open();
    settled();
    Api grace = new Api(sandbox.url(), control.createPerson("grace"));
    long review =
        grace
            .post(
                PULLS + "/" + number + "/reviews",
                Map.of("comments", List.of(Map.of("path", "wick.md", "line", 1, "body", "Hm"))))
            .json()
            .get("id")
            .asLong();
    assertThat(threads(number).get("totalCount").asInt()).isZero();
    assertThat(app().get(PULLS + "/" + number + "/comments").json()).isEmpty();
    grace.post(
        PULLS + "/" + number + "/reviews/" + review + "/events",
        Map.of("event", "REQUEST_CHANGES", "body", "Please"));
    assertThat(threads(number).get("totalCount").asInt()).isEqualTo(1);
    settled();
    assertThat(receiver.names())
        .endsWith("pull_request_review.submitted", "pull_request_review_comment.created");
    assertThat(
            grace
                .post(
                    PULLS + "/" + number + "/comments",
                    Map.of(
                        "body",
                        "x",
                        "commit_id",
                        control.pullRequest(REPO, number).at("/head/sha").asText(),
                        "path",
                        "nowhere",
                        "line",
                        1))
                .status())
        .isEqualTo(422);
  }

  @Test
  void an_open_conversation_holds_a_merge_where_the_branch_asks_for_it() {
    int number = open();
    long thread = control.openThread(REPO, number, "ada", "wick.md", 2, "Why?");
    control.protect(REPO, "main", Map.of("conversations", true));
    Api.Reply refused = app().put(PULLS + "/" + number + "/merge", Map.of());
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.body()).contains("conversation must be resolved");
    int told = control.deliveries("pull_request_review_thread").size();
    control.untold().resolveThread(REPO, number, thread, "ada");
    assertThat(control.deliveries("pull_request_review_thread")).hasSize(told);
    assertThat(app().put(PULLS + "/" + number + "/merge", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void a_line_that_changed_makes_its_thread_outdated() {
    int number = open();
    control.openThread(REPO, number, "ada", "wick.md", 2, "Why?");
    control.pushToPullRequest(REPO, number, "ada", "More", Map.of("other.md", "x"));
    assertThat(threads(number).at("/nodes/0/isOutdated").asBoolean()).isFalse();
    control.pushToPullRequest(REPO, number, "ada", "New", Map.of("wick.md", "one\n2\nthree\n"));
    assertThat(threads(number).at("/nodes/0/isOutdated").asBoolean()).isTrue();
    assertThat(threads(number).at("/nodes/0/line").isNull()).isTrue();
  }

  @Test
  void a_comment_on_a_line_takes_each_reaction_of_an_account_once() {
    int number = open();
    String head = control.pullRequest(REPO, number).at("/head/sha").asText();
    long id =
        ada()
            .post(
                PULLS + "/" + number + "/comments",
                Map.of("body", "Why?", "commit_id", head, "path", "wick.md", "line", 2))
            .json()
            .get("id")
            .asLong();
    String reactions = PULLS + "/comments/" + id + "/reactions";
    assertThat(app().post(reactions, Map.of("content", "eyes")).status()).isEqualTo(201);
    assertThat(app().post(reactions, Map.of("content", "eyes")).status()).isEqualTo(200);
    assertThat(ada().post(reactions, Map.of("content", "wave")).status()).isEqualTo(422);
    assertThat(app().get(reactions).json()).hasSize(1);
    assertThat(app().get(PULLS + "/comments/" + id).json().at("/reactions/eyes").asInt()).isOne();
    assertThat(app().post(PULLS + "/comments/1/reactions", Map.of("content", "eyes")).status())
        .isEqualTo(404);
  }
}
