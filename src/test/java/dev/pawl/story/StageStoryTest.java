package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stage of the loop, by its letter, while a development task goes its way. */
@QuarkusTest
class StageStoryTest extends MergeStory {
  private static final String BRANCH = "copilot/lens";

  /** A repository whose gap analysis nobody wants, with one development task; its issue. */
  private int task(String repository) {
    // What was told of the issue so far was told ahead of its time.
    passTime(Duration.ofSeconds(5));
    github.closeIssue(repository, 1, owner);
    settled();
    HttpResponse<String> answer =
        new Visitor(webhook())
            .api(
                "POST",
                "/api/repositories/" + repository + "/phases",
                Map.of("title", "Grind a lens", "kind", "development"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.tree(answer.body()).path("id").asLong()).isPositive();
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    eventually(() -> stage(repository, "2a"));
    return ownIssues(repository).stream()
        .mapToInt(issue -> issue.path("number").asInt())
        .max()
        .orElseThrow();
  }

  private int opens(String repository, String title, int issue) {
    return github.openDraft(
        repository, AGENT, BRANCH, title, "Fixes #" + issue, Map.of("src/Lens.java", "x\n"));
  }

  private Row standing(String repository) {
    return database()
        .execute(
            "select stage, reason from decision where repository_id = $1 order by id desc limit 1",
            repositoryId(repository))
        .iterator()
        .next();
  }

  private boolean stage(String repository, String letter) {
    return standing(repository).getString("stage").equals(letter);
  }

  private boolean stage(String repository, String letter, String words) {
    return stage(repository, letter) && standing(repository).getString("reason").contains(words);
  }

  private HttpResponse<String> hold(String method, String repository, int number) {
    return new Visitor(webhook())
        .api(
            method,
            "/api/repositories/" + repository + "/pull-requests/" + number + "/hold",
            Map.of("why", "Ada wants to see it"));
  }

  /** Ready, and held back by a person meanwhile, so that the letter stands still. */
  private int ready(String repository, int issue) {
    int number = opens(repository, "Grind a lens", issue);
    assertThat(hold("PUT", repository, number).statusCode()).isEqualTo(200);
    github.check(repository, BRANCH, "build", "success");
    asksForReview(repository, number);
    eventually(() -> stage(repository, "2c", "Ada wants to see it"));
    settled();
    return number;
  }

  @Test
  void L18_ready() {
    String repository = repositoryWithTask("letters");
    int issue = task(repository);
    int number = ready(repository, issue);
    assertThat(puts(repository)).isEmpty();
    github.check(repository, BRANCH, "unit", "in_progress");
    eventually(() -> stage(repository, "2b", "check `unit` is running"));
    github.check(repository, BRANCH, "unit", "success");
    eventually(() -> stage(repository, "2c"));

    assertThat(hold("DELETE", repository, number).statusCode()).isEqualTo(200);
    eventually(() -> merged(repository, number));
    settled();
    assertThat(puts(repository)).hasSize(1);
    assertThat(stage(repository, "2c")).isFalse();
  }

  @Test
  void L19_wip() {
    String repository = repositoryWithTask("unfinished");
    int issue = task(repository);
    int number = opens(repository, "WIP: Grind a lens", issue);
    github.check(repository, BRANCH, "build", "success");
    asksForReview(repository, number);
    eventually(() -> stage(repository, "2b", "its title says that it is unfinished"));
    github.editPullRequest(repository, number, owner, Map.of("labels", List.of("do-not-merge")));
    github.editPullRequest(repository, number, owner, Map.of("title", "Grind a lens"));
    eventually(() -> stage(repository, "2b", "do-not-merge"));
    settled();
    assertThat(puts(repository)).isEmpty();
  }

  @Test
  void L40_reopened() {
    String repository = repositoryWithTask("back");
    int issue = task(repository);
    int number = ready(repository, issue);
    String grace = person(repository, "grace", "write");
    github.markReady(repository, number, owner);
    settled();
    github.convertToDraft(repository, number, grace);
    eventually(() -> stage(repository, "2b", grace + " made it a draft again"));
    github.markReady(repository, number, grace);
    eventually(() -> stage(repository, "2c"));

    github.closePullRequest(repository, number, owner);
    eventually(() -> !stage(repository, "2c"));
    settled();
    github.reopenPullRequest(repository, number, owner);
    eventually(() -> stage(repository, "2c", "Ada wants to see it"));
    settled();
    assertThat(puts(repository)).isEmpty();
  }
}
