package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkStoryTest extends Story {
  private static final String PULLS = "/repos/acme/lamp/pulls";

  private int openFromFork(String fork, String branch) {
    return control.openPullRequest(
        REPO,
        "mallory",
        Map.of(
            "head",
            branch,
            "fork",
            fork,
            "title",
            "From outside",
            "files",
            Map.of(branch + ".md", "x\n")));
  }

  @Test
  void a_pull_request_comes_from_a_fork_and_is_merged() {
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    Api.Reply forked = mallory.post("/repos/acme/lamp/forks", Map.of());
    assertThat(forked.status()).isEqualTo(202);
    assertThat(forked.json().get("full_name").asText()).isEqualTo("mallory/lamp");
    assertThat(forked.json().at("/parent/full_name").asText()).isEqualTo(REPO);
    assertThat(app().get("/repos/acme/lamp/forks").json()).hasSize(1);
    assertThat(app().post("/repos/acme/lamp/forks", Map.of()).status()).isEqualTo(403);
    settled();
    control.commit("mallory/lamp", "mallory", "wick", "Wick", Map.of("wick.md", "x\n"));
    Api.Reply opened =
        mallory.post(PULLS, Map.of("title", "Wick", "head", "mallory:wick", "base", "main"));
    assertThat(opened.status()).isEqualTo(201);
    int number = opened.json().get("number").asInt();
    assertThat(opened.json().at("/head/label").asText()).isEqualTo("mallory:wick");
    assertThat(opened.json().at("/head/repo/full_name").asText()).isEqualTo("mallory/lamp");
    assertThat(
            mallory
                .post(PULLS, Map.of("title", "W", "head", "mallory:wick", "base", "main"))
                .body())
        .contains("already exists for mallory:wick");
    String sha = control.pushToPullRequest(REPO, number, "mallory", "More", Map.of("b.md", "y\n"));
    JsonNode pull = app().get(PULLS + "/" + number).json();
    assertThat(pull.at("/head/sha").asText()).isEqualTo(sha);
    assertThat(pull.get("changed_files").asInt()).isEqualTo(2);
    JsonNode check = control.check(REPO, sha, "build", "success");
    assertThat(check.get("pull_requests")).isEmpty();
    JsonNode graph =
        app()
            .graphql(
                """
                query($number: Int!) { repository(owner: "acme", name: "lamp") {
                  pullRequest(number: $number) { isCrossRepository
                    headRepository { nameWithOwner isFork parent { nameWithOwner } }
                    headRef { name } } } }
                """,
                Map.of("number", number))
            .json()
            .at("/data/repository/pullRequest");
    assertThat(graph.get("isCrossRepository").asBoolean()).isTrue();
    assertThat(graph.at("/headRepository/parent/nameWithOwner").asText()).isEqualTo(REPO);
    // The push went to a repository that the App is not installed on; what it did here is told.
    settled();
    assertThat(receiver.names())
        .endsWith(
            "pull_request.opened",
            "pull_request.synchronize",
            "check_run.created",
            "check_run.completed",
            "check_suite.completed");
    assertThat(app().put(PULLS + "/" + number + "/update-branch", Map.of()).status())
        .isEqualTo(403);
    Api.Reply merged = app().put(PULLS + "/" + number + "/merge", Map.of("sha", sha));
    assertThat(merged.status()).isEqualTo(200);
    assertThat(app().get("/repos/acme/lamp/contents/b.md").status()).isEqualTo(200);
  }

  @Test
  void a_fork_that_is_gone_leaves_its_pull_request_without_a_head() {
    control.createPerson("mallory");
    String fork = control.fork(REPO, "mallory");
    int number = openFromFork(fork, "wick");
    String sha = control.pullRequest(REPO, number).at("/head/sha").asText();
    control.deleteRepository(fork);
    JsonNode pull = app().get(PULLS + "/" + number).json();
    assertThat(pull.get("state").asText()).isEqualTo("open");
    assertThat(pull.at("/head/repo").isNull()).isTrue();
    assertThat(pull.at("/head/sha").asText()).isEqualTo(sha);
    JsonNode graph =
        app()
            .graphql(
                """
                query($number: Int!) { repository(owner: "acme", name: "lamp") {
                  pullRequest(number: $number) {
                    isCrossRepository headRepository { id } headRef { name } headRefOid } } }
                """,
                Map.of("number", number))
            .json()
            .at("/data/repository/pullRequest");
    assertThat(graph.get("isCrossRepository").asBoolean()).isTrue();
    assertThat(graph.get("headRepository").isNull()).isTrue();
    assertThat(graph.get("headRef").isNull()).isTrue();
    assertThat(graph.get("headRefOid").asText()).isEqualTo(sha);
  }

  @Test
  void a_branch_of_the_same_name_here_is_another_one() {
    control.createPerson("mallory");
    String fork = control.fork(REPO, "mallory");
    int theirs = openFromFork(fork, "wick");
    int ours = control.openPullRequest(REPO, "ada", "wick", "Ours", "", Map.of("ours.md", "x\n"));
    control.deleteBranch(REPO, "ada", "wick");
    assertThat(app().get(PULLS + "/" + ours).json().get("state").asText()).isEqualTo("closed");
    assertThat(app().get(PULLS + "/" + theirs).json().get("state").asText()).isEqualTo("open");
    control.deleteBranch(fork, "mallory", "wick");
    assertThat(app().get(PULLS + "/" + theirs).json().get("state").asText()).isEqualTo("closed");
  }
}
