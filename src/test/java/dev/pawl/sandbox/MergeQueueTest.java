package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeQueueTest extends Story {
  private static final String PULLS = "/repos/acme/lamp/pulls";
  private static final String ENQUEUE =
      """
      mutation($id: ID!, $head: GitObjectID) { enqueuePullRequest(
        input: { pullRequestId: $id, expectedHeadOid: $head }) {
          mergeQueueEntry { position state } } }
      """;
  private static final String DEQUEUE =
      "mutation($id: ID!) { dequeuePullRequest(input: { id: $id }) { clientMutationId } }";

  @BeforeEach
  void rules() {
    control.rule(REPO, "merge_queue", Map.of("merge_method", "SQUASH"));
    control.protect(REPO, "main", 0, List.of("build"), false);
  }

  private int ready(String head) {
    int number = control.openPullRequest(REPO, "ada", head, "Add " + head, "", Map.of(head, "x\n"));
    control.check(REPO, head, "build", "success");
    return number;
  }

  private JsonNode pull(int number) {
    return app().get(PULLS + "/" + number).json();
  }

  private JsonNode enqueue(int number, String head) {
    return app()
        .graphql(ENQUEUE, Map.of("id", pull(number).get("node_id").asText(), "head", head))
        .json();
  }

  private boolean queued(int number) {
    return app()
        .graphql(
            "query($n: Int!) { repository(owner: \"acme\", name: \"lamp\") {"
                + " pullRequest(number: $n) { isInMergeQueue isMergeQueueEnabled } } }",
            Map.of("n", number))
        .json()
        .at("/data/repository/pullRequest/isInMergeQueue")
        .asBoolean();
  }

  private String group(int number) {
    return app()
        .get("/repos/acme/lamp/git/matching-refs/heads/gh-readonly-queue/main/pr-" + number)
        .json()
        .at("/0/object/sha")
        .asText();
  }

  @Test
  void merges_when_the_checks_of_its_group_are_green() {
    int first = ready("wick");
    int second = ready("oil");
    Api.Reply direct = app().put(PULLS + "/" + first + "/merge", Map.of());
    assertThat(direct.status()).isEqualTo(405);
    assertThat(direct.body()).contains("Changes must be made through the merge queue");
    String head = pull(first).at("/head/sha").asText();
    assertThat(enqueue(first, "0".repeat(40)).at("/errors/0/type").asText())
        .isEqualTo("STALE_DATA");
    settled();
    JsonNode entry = enqueue(first, head).at("/data/enqueuePullRequest/mergeQueueEntry");
    assertThat(entry.get("position").asInt()).isEqualTo(1);
    assertThat(entry.get("state").asText()).isEqualTo("AWAITING_CHECKS");
    settled();
    assertThat(receiver.names())
        .endsWith("pull_request.enqueued", "push", "merge_group.checks_requested");
    String group = receiver.received().getLast().json().at("/merge_group/head_sha").asText();
    control.enqueue(REPO, second, "ada");
    assertThat(queued(first)).isTrue();
    assertThat(queued(second)).isTrue();
    control.check(REPO, group, "build", "success");
    JsonNode merged = pull(first);
    assertThat(merged.get("merged").asBoolean()).isTrue();
    assertThat(merged.get("merge_commit_sha").asText()).isEqualTo(group);
    assertThat(queued(first)).isFalse();
    assertThat(app().get("/repos/acme/lamp/git/ref/heads/main").json().at("/object/sha").asText())
        .isEqualTo(group);
    // The next one is built on what was merged.
    control.check(REPO, group(second), "build", "success");
    assertThat(pull(second).get("merged").asBoolean()).isTrue();
    settled();
    assertThat(receiver.names())
        .contains("merge_group.destroyed", "pull_request.dequeued", "pull_request.closed");
    assertThat(control.deliveries("merge_group", "checks_requested")).hasSize(2);
  }

  @Test
  void lets_go_of_what_fails_is_taken_out_or_moves_on() {
    int failing = ready("wick");
    control.enqueue(REPO, failing, "ada");
    control.check(REPO, group(failing), "build", "failure");
    assertThat(queued(failing)).isFalse();
    assertThat(pull(failing).get("state").asText()).isEqualTo("open");
    settled();
    assertThat(receiver.names()).endsWith("pull_request.dequeued");
    assertThat(receiver.received().getLast().json().get("reason").asText()).isEqualTo("CI_FAILURE");
    int taken = ready("oil");
    control.enqueue(REPO, taken, "ada");
    String id = pull(taken).get("node_id").asText();
    assertThat(app().graphql(DEQUEUE, Map.of("id", id)).json().has("errors")).isFalse();
    assertThat(queued(taken)).isFalse();
    control.untold().enqueue(REPO, taken, "ada");
    control.pushToPullRequest(REPO, taken, "ada", "More", Map.of("more", "y"));
    assertThat(queued(taken)).isFalse();
    control.convertToDraft(REPO, taken, "ada");
    assertThat(
            enqueue(taken, pull(taken).at("/head/sha").asText()).at("/errors/0/message").asText())
        .contains("draft");
  }
}
