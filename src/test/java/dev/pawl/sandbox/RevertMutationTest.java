package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undoing a merge by a pull request, as GitHub does when it is asked over GraphQL. */
class RevertMutationTest extends Story {
  private static final String REVERT =
      """
      mutation($id: ID!, $title: String, $body: String, $draft: Boolean) {
        revertPullRequest(input: {pullRequestId: $id, title: $title, body: $body, draft: $draft,
            clientMutationId: "m"}) {
          clientMutationId
          pullRequest { number }
          revertPullRequest { number title body isDraft headRefName headRefOid baseRefName }
        } }
      """;

  private JsonNode revert(Api by, int number) {
    return by.graphql(REVERT, Map.of("id", id(number))).json();
  }

  private String id(int number) {
    return control.pullRequest(REPO, number).path("node_id").asText();
  }

  private int merged(String method) {
    int number =
        control.openPullRequest(REPO, "ada", "wick", "Wick", "", Map.of("wick.md", "one\n"));
    control.pushToPullRequest(REPO, number, "ada", "More", Map.of("more.md", "two\n"));
    control.mergePullRequest(REPO, number, "ada", method);
    return number;
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "squash", "rebase"})
  void all_that_a_merge_brought_is_taken_out_again(String method) {
    int number = merged(method);
    control.commit(REPO, "ada", "main", "Besides", Map.of("besides.md", "three\n"));
    JsonNode answer = revert(app(), number).at("/data/revertPullRequest");
    assertThat(answer.path("clientMutationId").asText()).isEqualTo("m");
    assertThat(answer.at("/pullRequest/number").asInt()).isEqualTo(number);
    JsonNode made = answer.path("revertPullRequest");
    assertThat(made.path("title").asText()).isEqualTo("Revert \"Wick\"");
    assertThat(made.path("body").asText()).isEqualTo("Reverts " + REPO + "#" + number);
    assertThat(made.path("headRefName").asText()).isEqualTo("revert-" + number + "-wick");
    assertThat(made.path("baseRefName").asText()).isEqualTo("main");
    assertThat(made.path("isDraft").asBoolean()).isFalse();

    control.mergePullRequest(REPO, made.path("number").asInt(), "ada", "merge");
    assertThat(status("wick.md")).isEqualTo(404);
    assertThat(status("more.md")).isEqualTo(404);
    assertThat(status("besides.md")).isEqualTo(200);
    settled();
    assertThat(receiver.names()).contains("pull_request.opened");
  }

  @Test
  void the_words_are_the_callers_where_there_are_any() {
    int number = merged("squash");
    JsonNode made =
        app()
            .graphql(
                REVERT,
                Map.of("id", id(number), "title", "Undo it", "body", "Dark.", "draft", true))
            .json()
            .at("/data/revertPullRequest/revertPullRequest");
    assertThat(made.path("title").asText()).isEqualTo("Undo it");
    assertThat(made.path("body").asText()).isEqualTo("Dark.");
    assertThat(made.path("isDraft").asBoolean()).isTrue();
  }

  @Test
  void what_cannot_be_undone_is_refused() {
    int open = control.openPullRequest(REPO, "ada", "oil", "Oil", "", Map.of("oil.md", "x\n"));
    assertThat(revert(app(), open).at("/errors/0/message").asText()).contains("not merged");

    int number = merged("squash");
    control.commit(REPO, "ada", "main", "Otherwise", Map.of("wick.md", "another\n"));
    JsonNode refused = revert(app(), number);
    assertThat(refused.at("/errors/0/type").asText()).isEqualTo("UNPROCESSABLE");
    assertThat(refused.at("/errors/0/message").asText()).contains("couldn't be reverted");
    assertThat(refused.at("/data/revertPullRequest").isNull()).isTrue();
    assertThat(control.pullRequests(REPO)).hasSize(2);
  }

  @Test
  void who_may_not_write_undoes_nothing() {
    int number = merged("squash");
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(revert(mallory, number).at("/errors/0/type").asText()).isEqualTo("FORBIDDEN");
    assertThat(control.pullRequests(REPO)).hasSize(1);
  }

  private int status(String path) {
    return app().get("/repos/" + REPO + "/contents/" + path).status();
  }
}
