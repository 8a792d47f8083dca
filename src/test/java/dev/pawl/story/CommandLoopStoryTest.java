package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One story for each command that the loop knows, and for the request that does the same. */
@QuarkusTest
@Tag("system")
class CommandLoopStoryTest extends CommandStory {
  private static final String QUEUE = "planning/issue_queue/pending/";

  /** A goal, tasks that wait, and somebody who may write; the first of them is #1. */
  private String queued(String name, String... tasks) {
    Map<String, String> files = new HashMap<>(Map.of("README.md", "# x", GOAL, "Light the coast."));
    for (String task : tasks) {
      files.put(QUEUE + task + ".md", "# Task " + task + "\n");
    }
    String repository = repository(name, files);
    github.permit(repository, ada, "write");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    return repository;
  }

  private String title(String repository, int number) {
    return github.issues(repository).stream()
        .filter(issue -> issue.path("number").asInt() == number)
        .findFirst()
        .orElseThrow()
        .path("title")
        .asText();
  }

  private HttpResponse<String> api(String method, String repository, String path, Object body) {
    return visitor.api(method, "/api/repositories/" + repository + "/" + path, body);
  }

  @Test
  void gapOpensAnotherOneWhereTheLastWasClosed() {
    String repository = talked("gap");
    github.comment(repository, 1, ada, "/pawl gap");
    assertThat(answer(repository, 1, 1)).contains("The gap analysis #1 is under way already");
    passTime(Duration.ofSeconds(5));
    github.closeIssue(repository, 1, ada);
    settled();
    assertThat(ownIssues(repository)).hasSize(1);
    github.comment(repository, 1, ada, "/pawl gap");
    assertThat(answer(repository, 1, 2)).contains("A gap analysis is opened");
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    assertThat(issueCreations(repository)).isEqualTo(2);

    passTime(Duration.ofSeconds(5));
    github.closeIssue(repository, ownIssues(repository).getLast().path("number").asInt(), ada);
    settled();
    assertThat(api("POST", repository, "gap-analysis", Map.of()).statusCode()).isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 3);
    assertThat(api("POST", repository, "gap-analysis", Map.of()).statusCode()).isEqualTo(409);
  }

  @Test
  void promoteTakesUpTheFileThatIsNamed() {
    String repository = queued("promote", "a", "b", "c");
    github.comment(repository, 1, ada, "/pawl promote c");
    assertThat(answer(repository, 1, 1)).contains("`loop.max_in_flight`");
    github.commit(
        repository,
        ada,
        "main",
        "Two at once",
        Map.of(".github/pawl.yml", "loop:\n  max_in_flight: 2\n", QUEUE + "b.md", "# Task B\n"));
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    github.commit(
        repository,
        ada,
        "main",
        "Three",
        Map.of(".github/pawl.yml", "loop:\n  max_in_flight: 1\n"));
    settled();
    assertThat(api("POST", repository, "queue/promote", Map.of("file", "c")).statusCode())
        .isEqualTo(409);
  }

  @Test
  void promoteGoesBeforeItsTurn() {
    String repository = queued("before", "a", "b", "c");
    github.comment(repository, 1, ada, "/pawl pause\n\n/pawl skip\n\n/pawl promote c");
    assertThat(answer(repository, 1, 1)).contains("The loop goes on without it").contains("paused");
    github.comment(repository, 1, ada, "/pawl resume\n\n/pawl promote c");
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    assertThat(answers(repository, 1).getLast()).contains("Its task is taken up");
    assertThat(ownIssues(repository).getLast().path("title").asText()).isEqualTo("Task c");
  }

  @Test
  void completeEndsATaskAndPutsItsFileAway() {
    String repository = queued("complete", "a", "b");
    github.comment(repository, 1, ada, "/pawl complete");
    assertThat(answer(repository, 1, 1)).contains("ended as complete");
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    assertThat(ownIssues(repository).getFirst().path("state").asText()).isEqualTo("closed");
    github.comment(repository, 1, ada, "/pawl complete a");
    assertThat(answer(repository, 1, 2)).contains("has ended already");
    github.comment(repository, 1, ada, "/pawl complete nothing");
    assertThat(answer(repository, 1, 3)).contains("No file of that name is under way");
    assertThat(api("POST", repository, "queue/complete", Map.of("file", "b.md")).statusCode())
        .isEqualTo(200);
    eventually(
        () ->
            ownIssues(repository).stream()
                .noneMatch(one -> title(one).equals("Task b") && open(one)));
  }

  private static String title(JsonNode issue) {
    return issue.path("title").asText();
  }

  private static boolean open(JsonNode issue) {
    return issue.path("state").asText().equals("open");
  }

  @Test
  void mergeLooksAgainAndSaysWhatItWaitsFor() {
    String repository = repositoryWithTask("merge");
    github.permit(repository, ada, "write");
    int pull = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.comment(repository, pull, ada, "/pawl merge");
    assertThat(answer(repository, pull, 1)).contains("#" + pull).contains("check run `Pawl`");
    assertThat(github.pullRequest(repository, pull).path("merged").asBoolean()).isFalse();
    github.comment(repository, 1, ada, "/pawl merge");
    assertThat(answer(repository, 1, 1)).contains("#1 is an issue");
    github.comment(repository, pull, ada, "/pawl why");
    assertThat(answer(repository, pull, 2)).contains("#" + pull);
  }

  @Test
  void linkSaysWhatAPullRequestWorksOn() {
    String repository = talked("link");
    int pull =
        github.openPullRequest(
            repository, ada, "lamp", "A lamp", "For the coast", Map.of("lamp", "x\n"));
    settled();
    github.comment(repository, pull, ada, "/pawl merge");
    assertThat(answer(repository, pull, 1)).contains("does not look after #" + pull);
    github.comment(repository, pull, ada, "/pawl link #99");
    assertThat(answer(repository, pull, 2)).contains("#99 is no issue of the loop");
    github.comment(repository, pull, ada, "/pawl link #1");
    assertThat(answer(repository, pull, 3)).contains("works on #1");
    certain(repository);
    assertThat(
            database()
                .execute(
                    "select how, issue from mirror_issue_link where repository_id = $1"
                        + " and pull_request = $2",
                    repositoryId(repository),
                    pull))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString("how")).isEqualTo("person");
              assertThat(row.getInteger("issue")).isEqualTo(1);
            });
    assertThat(
            api("PUT", repository, "pull-requests/" + pull + "/issue", Map.of("issue", 98))
                .statusCode())
        .isEqualTo(422);
    assertThat(api("POST", repository, "pull-requests/" + pull + "/merge", Map.of()).statusCode())
        .isEqualTo(200);

    String page = "/repositories/" + repository + "/pull-requests/" + pull;
    assertThat(visitor.post(page + "/issue", Map.of("issue", "98")).body())
        .contains("#98 is no issue of the loop");
    for (String act : List.of("issue", "merge")) {
      HttpResponse<String> answer = visitor.post(page + "/" + act, Map.of("issue", "#1"));
      assertThat(answer.statusCode()).as(act).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(page);
    }
    Map<String, String> hold =
        Map.of("number", "" + pull, "why", "I want to see it", "minutes", "60", "back", page);
    assertThat(visitor.post("/repositories/" + repository + "/hold", hold).headers().map())
        .extractingByKey("location")
        .asString()
        .contains(page);
    certain(repository);
    assertThat(visitor.get(page).body())
        .contains("Look again now", "I want to see it", "Let #" + pull + " go on")
        .doesNotContain("Hold it back");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("<a href=\"" + page + "\">#" + pull + " A lamp</a>");
  }

  @Test
  void createOpensAnIssueThatIsNoTask() {
    String repository = talked("create");
    github.comment(repository, 1, ada, "/pawl create issue A dimmer for the lamp");
    String answer = answer(repository, 1, 1);
    List<JsonNode> issues = ownIssues(repository);
    assertThat(issues).hasSize(2);
    JsonNode made = issues.getLast();
    assertThat(title(made)).isEqualTo("A dimmer for the lamp");
    assertThat(made.path("body").asText()).contains("Asked for by `" + ada + "` on #1");
    assertThat(answer).contains("#" + made.path("number").asInt() + " is opened");
    assertThat(
            count(
                "select count(*) as n from phase where repository_id = "
                    + repositoryId(repository)))
        .isOne();
    assertThat(
            api("POST", repository, "issues", Map.of("title", "Another", "body", "@ada: fix #1"))
                .statusCode())
        .isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 3);
    assertThat(ownIssues(repository).getLast().path("body").asText()).contains("@ ada");
  }

  @Test
  void replayDecidesOnceMore() {
    String repository = talked("replay");
    long decision =
        count(
            "select max(id) as n from decision where repository_id = " + repositoryId(repository));
    github.comment(repository, 1, ada, "/pawl replay " + decision);
    assertThat(answer(repository, 1, 1))
        .contains("Today's code decides the same as decision " + decision);
    github.comment(repository, 1, ada, "/pawl replay 1");
    assertThat(answer(repository, 1, 2)).contains("There is no decision 1 of this repository");
  }

  @Test
  void holdSaidOnTheIssueHoldsItsPullRequest() {
    String repository = repositoryWithTask("held");
    github.permit(repository, ada, "write");
    github.comment(repository, 1, ada, "/pawl hold");
    assertThat(answer(repository, 1, 1)).contains("no pull request works on it");
    int pull = agentOpens(repository, "copilot/light", "Fixes #1");
    certain(repository);
    github.comment(repository, 1, ada, "/pawl hold for 3d I want to see it");
    assertThat(answer(repository, 1, 2)).contains("Held back until");
    assertThat(
            count(
                "select count(*) as n from hold where lifted_at is null and pull_request = "
                    + pull
                    + " and repository_id = "
                    + repositoryId(repository)))
        .isOne();
  }

  @Test
  void freezeIsForWhoMaintains() {
    String repository = talked("frozen");
    github.comment(repository, 1, ada, "/pawl freeze for 2h");
    assertThat(answer(repository, 1, 1)).contains("maintain access");
    github.permit(repository, ada, "maintain");
    github.comment(repository, 1, ada, "/pawl freeze for 2h the fair");
    assertThat(answer(repository, 1, 2)).contains("Nothing is merged until");
    assertThat(
            count(
                "select count(*) as n from hold where kind = 'freeze' and lifted_at is null"
                    + " and why = 'the fair' and repository_id = "
                    + repositoryId(repository)))
        .isOne();
    github.comment(repository, 1, ada, "/pawl unfreeze\n\n/pawl unfreeze now");
    assertThat(answer(repository, 1, 3))
        .contains("The freeze has ended")
        .contains("`/pawl unfreeze` ends that freeze");
  }
}
