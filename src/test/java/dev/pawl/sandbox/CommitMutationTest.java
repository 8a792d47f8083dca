package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitMutationTest extends Story {
  private static final String COMMIT =
      """
      mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
        clientMutationId commit { oid message } ref { name target { oid } } } }
      """;

  private String head(String branch) {
    return app().get("/repos/acme/lamp/git/ref/heads/" + branch).json().at("/object/sha").asText();
  }

  private JsonNode commit(
      Api by, String branch, String head, Map<String, String> additions, List<String> deletions) {
    return by.graphql(
            COMMIT,
            Map.of(
                "input",
                Map.of(
                    "branch",
                    Map.of("repositoryNameWithOwner", REPO, "branchName", branch),
                    "expectedHeadOid",
                    head,
                    "clientMutationId",
                    "m",
                    "message",
                    Map.of("headline", "Move it", "body", "And why."),
                    "fileChanges",
                    Map.of(
                        "additions",
                        additions.entrySet().stream()
                            .map(file -> Map.of("path", file.getKey(), "contents", base64(file)))
                            .toList(),
                        "deletions",
                        deletions.stream().map(path -> Map.of("path", path)).toList()))))
        .json();
  }

  private static String base64(Map.Entry<String, String> file) {
    return Base64.getEncoder().encodeToString(file.getValue().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void moves_a_file_in_one_commit_that_is_pushed() {
    String before = head("main");
    JsonNode answer =
        commit(app(), "main", before, Map.of("docs/lamp.md", "# Lamp\n"), List.of("README.md"));
    JsonNode made = answer.at("/data/createCommitOnBranch");
    assertThat(made.get("clientMutationId").asText()).isEqualTo("m");
    assertThat(made.at("/commit/oid").asText()).isEqualTo(head("main"));
    assertThat(made.at("/ref/target/oid").asText()).isEqualTo(head("main"));
    assertThat(made.at("/commit/message").asText()).isEqualTo("Move it\n\nAnd why.");
    assertThat(app().get("/repos/acme/lamp/contents/README.md").status()).isEqualTo(404);
    assertThat(app().get("/repos/acme/lamp/contents/docs/lamp.md").status()).isEqualTo(200);
    settled();
    JsonNode push = receiver.received().getLast().json();
    assertThat(push.get("before").asText()).isEqualTo(before);
    assertThat(push.at("/commits/0/added/0").asText()).isEqualTo("docs/lamp.md");
    assertThat(push.at("/commits/0/removed/0").asText()).isEqualTo("README.md");
    assertThat(push.at("/sender/login").asText()).isEqualTo("pawl[bot]");
  }

  @Test
  void is_refused_when_the_head_has_moved() {
    String before = head("main");
    control.commit(REPO, "ada", "main", "Ahead", Map.of("a", "a"));
    JsonNode answer = commit(app(), "main", before, Map.of("b", "b"), List.of());
    assertThat(answer.at("/errors/0/type").asText()).isEqualTo("STALE_DATA");
    assertThat(answer.at("/data/createCommitOnBranch").isNull()).isTrue();
    assertThat(app().get("/repos/acme/lamp/contents/b").status()).isEqualTo(404);
  }

  @Test
  void is_refused_where_rules_ask_for_a_pull_request_or_a_right_is_missing() {
    String head = head("main");
    assertThat(
            commit(app(), "main", head, Map.of(), List.of("nowhere"))
                .at("/errors/0/message")
                .asText())
        .contains("does not exist as of commit oid");
    assertThat(
            commit(app(), "main", head, Map.of(".github/workflows/a.yml", "on: push"), List.of())
                .at("/errors/0/type")
                .asText())
        .isEqualTo("FORBIDDEN");
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(
            commit(mallory, "main", head, Map.of("b", "b"), List.of())
                .at("/errors/0/type")
                .asText())
        .isEqualTo("FORBIDDEN");
    control.protect(REPO, "main", 1, List.of(), false);
    JsonNode refused = commit(app(), "main", head, Map.of("b", "b"), List.of()).at("/errors/0");
    assertThat(refused.path("message").asText())
        .contains("Changes must be made through a pull request.");
    assertThat(refused.path("type").asText()).isEqualTo("BRANCH_PROTECTION_RULE_VIOLATION");
    control.commit(REPO, "ada", "side", "Side", Map.of("s", "s"));
    assertThat(commit(app(), "side", head("side"), Map.of("b", "b"), List.of()).has("errors"))
        .isFalse();
    assertThat(head("main")).isEqualTo(head);
    control.rule(REPO, "pull_request", Map.of());
    refused = commit(app(), "main", head, Map.of("b", "b"), List.of()).at("/errors/0");
    assertThat(refused.path("message").asText())
        .contains("Changes must be made through a pull request.");
    assertThat(refused.path("type").asText()).isEqualTo("UNPROCESSABLE");
  }

  @Test
  void files_and_history_of_a_commit_can_be_asked_for() {
    String first = head("main");
    String second = control.commit(REPO, "ada", "main", "Ahead", Map.of("docs/a b.md", "a"));
    JsonNode answer =
        app()
            .graphql(
                """
                query($path: String!) { repository(owner: "acme", name: "lamp") {
                  ref(qualifiedName: "refs/heads/main") { target { ... on Commit { oid
                    there: file(path: $path) { path name type mode object { ... on Blob { text } } }
                    folder: file(path: "docs") { type }
                    nothing: file(path: "docs/none") { type }
                    history(first: 1) { totalCount nodes { oid parents(first: 1) {
                      nodes { oid } } } pageInfo { hasNextPage } } } } } } }
                """,
                Map.of("path", "docs/a b.md"))
            .json();
    JsonNode commit = answer.at("/data/repository/ref/target");
    assertThat(commit.path("oid").asText()).isEqualTo(second);
    assertThat(commit.at("/there/path").asText()).isEqualTo("docs/a b.md");
    assertThat(commit.at("/there/name").asText()).isEqualTo("a b.md");
    assertThat(commit.at("/there/object/text").asText()).isEqualTo("a");
    assertThat(commit.at("/there/mode").asInt()).isEqualTo(0100644);
    assertThat(commit.at("/folder/type").asText()).isEqualTo("tree");
    assertThat(commit.get("nothing").isNull()).isTrue();
    assertThat(answer.path("errors")).hasSize(1);
    assertThat(answer.at("/errors/0/type").asText()).isEqualTo("NOT_FOUND");
    assertThat(answer.at("/errors/0/path").toString()).contains("\"nothing\"");
    assertThat(commit.at("/history/nodes/0/oid").asText()).isEqualTo(second);
    assertThat(commit.at("/history/nodes/0/parents/nodes/0/oid").asText()).isEqualTo(first);
    assertThat(commit.at("/history/pageInfo/hasNextPage").asBoolean()).isTrue();
  }
}
