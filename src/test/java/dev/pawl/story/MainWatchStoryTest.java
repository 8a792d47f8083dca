package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A merge leaves a receipt, and what it does to the default branch is watched. */
@QuarkusTest
@Tag("system")
class MainWatchStoryTest extends MergeStory {
  private static final String PENDING = "planning/issue_queue/pending/";
  private static final String SETTINGS = ".github/pawl.yml";

  private Visitor visitor;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
  }

  @Test
  void theReceiptSaysWhatWasJudgedAndWhatLanded() {
    String repository = development("plain", Map.of());
    int number = merge(repository);
    JsonNode truth = github.pullRequest(repository, number);
    JsonNode whole = receipt(repository, number);
    JsonNode receipt = whole.path("receipt");
    assertThat(receipt.path("repository").asText()).isEqualTo(repository);
    assertThat(receipt.path("pullRequest").asInt()).isEqualTo(number);
    assertThat(receipt.path("title").asText()).isEqualTo(truth.path("title").asText());
    assertThat(receipt.path("head").asText()).isEqualTo(truth.at("/head/sha").asText());
    assertThat(receipt.path("base").asText()).isEqualTo("main");
    assertThat(receipt.path("by").asText()).isEqualTo("Pawl");
    assertThat(receipt.at("/landed/commit").asText()).isEqualTo(landed(repository, number));
    assertThat(receipt.at("/landed/on").asText()).isEqualTo(truth.at("/base/sha").asText());
    assertThat(receipt.at("/landed/asTried").asBoolean()).isTrue();
    assertThat(receipt.path("checks"))
        .singleElement()
        .satisfies(check -> assertThat(check.path("name").asText()).isEqualTo("build"))
        .satisfies(check -> assertThat(check.path("conclusion").asText()).isEqualTo("success"));
    assertThat(receipt.at("/rules/known").asBoolean()).isTrue();
    assertThat(receipt.path("settings").asText()).isEmpty();
    assertThat(receipt.at("/task/kind").asText()).isEqualTo("development");
    assertThat(receipt.at("/task/issue").asInt()).isEqualTo(1);
    assertThat(receipt.at("/task/attempts").asInt()).isEqualTo(1);
    JsonNode judged = receipt.path("judged");
    assertThat(judged.path("method").asText()).isEqualTo("squash");
    assertThat(judged.path("effect").asText()).startsWith("merge:" + repositoryId(repository));
    assertThat(judged.path("guards")).hasSizeGreaterThan(20);
    assertThat(judged.path("guards"))
        .allSatisfy(line -> assertThat(line.path("verdict").asText()).isEqualTo("pass"));
    assertThat(
            count(
                "select count(*) as n from effect e where e.decision_id = "
                    + judged.path("decision").asLong()
                    + " and e.kind = 'merge-pull-request' and e.pull_request = "
                    + number))
        .isEqualTo(1);
    assertThat(whole.at("/watch/state").asText()).isEqualTo("open");
    String path = "/repositories/" + repository + "/receipts/" + number;
    assertThat(visitor.get(path).body()).contains("Receipt of #" + number, "Guards", "build");
    assertThat(visitor.get(path + ".md").body()).contains("| Checks | pass |");
    assertThat(visitor.get("/repositories/" + repository + "/receipts").body())
        .contains("merged by Pawl");

    // What it says stays; the watch goes on, and costs no question while events tell.
    int asked = questions();
    github.check(repository, landed(repository, number), "build", "success");
    eventually(() -> watch(repository, number).equals("green"));
    settled();
    assertThat(questions()).isEqualTo(asked);
    assertThat(receipt(repository, number).path("hash")).isEqualTo(whole.path("hash"));
    assertThat(receipt(repository, number).path("receipt")).isEqualTo(receipt);
    passTime(Duration.ofMinutes(90));
    settled();
    assertThat(questions()).isEqualTo(asked);
    assertThat(
            count(
                "select count(*) as n from merge_judgement where repository_id = "
                    + repositoryId(repository)))
        .isZero();
  }

  @Test
  void aRedBranchIsToldUndoneAndGoneOnFrom() {
    String repository = development("red", Map.of());
    int number = merge(repository);
    eventually(() -> updates(repository).size() == 1);
    settled();
    // GitHub does what it is asked, and its answer is lost.
    github.fault(
        Map.of(
            "kind", "fail-after", "method", "POST", "path", "/graphql", "body", "mutation Revert"));
    github.check(repository, landed(repository, number), "build", "failure");
    eventually(() -> watch(repository, number).equals("red"));
    settled();
    passTime(Duration.ofMinutes(2));
    eventually(() -> reason(repository).contains("would undo it"));
    settled();
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Merged last</h3>\n<ul class=\"plain\"><li><span class=\"state needs-you\">")
        .contains("/receipts/" + number + "\"");
    assertThat(visitor.get("/repositories/" + repository + "/pull-requests/" + number).body())
        .contains("class=\"trouble\">\n<h2 id=\"watch\">", "The watch ends <time");
    assertThat(undoings(repository)).hasSize(1);
    int undoing = undoings(repository).getFirst().path("number").asInt();
    assertThat(reason(repository))
        .startsWith("Waiting: main turned red with #" + number + ": the check `build` failed on")
        .endsWith("#" + undoing + " would undo it.");
    assertThat(found(repository)).containsExactly("Main watch");
    assertThat(github.pullRequest(repository, undoing).path("changed_files").asInt()).isEqualTo(1);
    assertThat(github.pullRequest(repository, undoing).path("body").asText())
        .contains("`build` failed on " + landed(repository, number), "<!-- pawl:");
    assertThat(check(repository, undoing).isMissingNode()).as("a person decides").isTrue();

    github.mergePullRequest(repository, undoing, person(repository, "bob", "write"), "squash");
    eventually(() -> watch(repository, number).equals("reverted"));
    eventually(
        () -> {
          certain(repository);
          return updates(repository).getFirst().path("state").asText().equals("closed");
        });
    eventually(() -> found(repository).isEmpty());
    eventually(
        () ->
            ownIssues(repository).stream()
                .anyMatch(issue -> issue.path("title").asText().startsWith("Gap analysis")));
    assertThat(undoings(repository)).hasSize(1);
    assertThat(receipt(repository, undoing).at("/receipt/by").asText()).endsWith("bob");
    assertThat(receipt(repository, undoing).at("/receipt/judged").isNull()).isTrue();
    assertThat(receipt(repository, undoing).at("/receipt/remark").asText())
        .startsWith("Pawl did not merge it");
  }

  @Test
  void aCheckThatRunsOnceMoreAndPassesEndsAllOfIt() {
    String repository = development("flaky", Map.of());
    int number = merge(repository);
    eventually(() -> updates(repository).size() == 1);
    github.check(repository, landed(repository, number), "build", "failure");
    eventually(() -> undoings(repository).size() == 1);
    certain(repository);
    int undoing = undoings(repository).getFirst().path("number").asInt();

    github.check(repository, landed(repository, number), "build", "success");
    eventually(() -> watch(repository, number).equals("green"));
    eventually(
        () -> {
          certain(repository);
          return github.pullRequest(repository, undoing).path("state").asText().equals("closed");
        });
    assertThat(github.comments(repository, undoing))
        .singleElement()
        .satisfies(
            comment ->
                assertThat(comment.path("body").asText())
                    .startsWith("main is green again. So #" + number + " need not be undone"));
    eventually(
        () ->
            github.requests("DELETE", "/repos/" + repository + "/git/refs/.*revert.*").size() == 1);
    eventually(() -> found(repository).isEmpty());
    eventually(() -> !reason(repository).contains("turned red"));
    assertThat(updates(repository).getFirst().path("state").asText()).isEqualTo("open");
  }

  @Test
  void whatWasRedBeforeIsNobodysFaultAndWhatCannotBeUndoneIsSaid() {
    String repository = development("before", Map.of());
    github.check(repository, branch(repository), "build", "failure");
    int number = merge(repository, "build", "lint");
    github.commit(
        repository,
        person(repository, "eve", "write"),
        "main",
        "Change the lamp",
        Map.of("lamp.md", "another light\n"));
    github.check(repository, landed(repository, number), "build", "failure");
    certain(repository);
    assertThat(watch(repository, number)).as("it was red before").isEqualTo("open");
    assertThat(found(repository)).isEmpty();

    github.check(repository, landed(repository, number), "lint", "failure");
    eventually(() -> reason(repository).contains("Pawl could not have it undone"));
    assertThat(reason(repository)).contains("the check `lint` failed").doesNotContain("`build`");
    assertThat(undoings(repository)).isEmpty();
  }

  @Test
  void whatIsNotToBeUndoneIsToldAndMendedByAPush() {
    String repository =
        development("told", Map.of(SETTINGS, "watch:\n  revert: false\n  minutes: 30\n"));
    int number = merge(repository);
    eventually(() -> updates(repository).size() == 1);
    certain(repository);
    // Nobody tells, so it is read at the end of the time.
    github.untold().check(repository, landed(repository, number), "build", "failure");
    settled();
    assertThat(watch(repository, number)).isEqualTo("open");
    int asked = questions();
    passTime(Duration.ofMinutes(31));
    eventually(() -> watch(repository, number).equals("red"));
    settled();
    assertThat(questions() - asked).isEqualTo(1);
    assertThat(undoings(repository)).isEmpty();
    assertThat(found(repository)).containsExactly("Main watch");
    assertThat(reason(repository)).startsWith("Waiting: main turned red with #" + number);
    passTime(Duration.ofMinutes(50));
    settled();
    assertThat(questions() - asked).as("not before an hour has passed").isEqualTo(1);
    passTime(Duration.ofMinutes(11));
    settled();
    eventually(() -> questions() - asked == 2);

    String mended =
        github.commit(
            repository,
            person(repository, "eve", "write"),
            "main",
            "Mend the lamp",
            Map.of("lamp.md", "a better light\n"));
    settled();
    github.check(repository, mended, "build", "success");
    eventually(() -> watch(repository, number).equals("mended"));
    eventually(() -> !reason(repository).contains("turned red"));
    assertThat(found(repository)).isEmpty();
  }

  /** A repository whose issue #1 asks for a lamp. */
  private String development(String name, Map<String, String> more) {
    Map<String, String> files = new java.util.HashMap<>(more);
    files.put(PENDING + "a.md", "# A lamp\n");
    return repositoryWithTask(name, files);
  }

  /** The lamp is made, and merged by Pawl. */
  private int merge(String repository, String... checks) {
    int number =
        github.openDraft(
            repository,
            AGENT,
            "copilot/lamp",
            "Let there be light",
            "Fixes #1",
            Map.of("lamp.md", "light\n"));
    List<String> wanted = checks.length == 0 ? List.of("build") : List.of(checks);
    if (wanted.size() > 1) {
      // Else it would be merged by the first one that passes.
      wanted.forEach(check -> github.check(repository, "copilot/lamp", check, "in_progress"));
    }
    asksForReview(repository, number);
    certain(repository);
    wanted.forEach(check -> github.check(repository, "copilot/lamp", check, "success"));
    eventually(
        () -> {
          certain(repository);
          return merged(repository, number);
        });
    certain(repository);
    eventually(() -> !watch(repository, number).isEmpty());
    eventually(() -> !watch(repository, number).equals("pending"));
    return number;
  }

  private JsonNode receipt(String repository, int number) {
    return visitor.json("/api/repositories/" + repository + "/receipts/" + number);
  }

  private String watch(String repository, int number) {
    for (var row :
        database()
            .execute(
                "select watch from merge_receipt where repository_id = $1 and pull_request = $2",
                repositoryId(repository),
                number)) {
      return row.getString("watch");
    }
    return "";
  }

  private String landed(String repository, int number) {
    return github.pullRequest(repository, number).path("merge_commit_sha").asText();
  }

  private String branch(String repository) {
    return database()
        .execute("select head from mirror_repository where id = $1", repositoryId(repository))
        .iterator()
        .next()
        .getString("head");
  }

  private List<JsonNode> undoings(String repository) {
    return github.pullRequests(repository).stream()
        .filter(pull -> pull.path("title").asText().startsWith("Undo #"))
        .toList();
  }

  private List<JsonNode> updates(String repository) {
    return ownIssues(repository).stream()
        .filter(one -> one.path("title").asText().startsWith("Bring the capabilities"))
        .toList();
  }

  /** What guards have found and still holds. */
  private List<String> found(String repository) {
    long run =
        count("select min(id) as n from run where repository_id = " + repositoryId(repository));
    return StreamSupport.stream(
            visitor.json("/api/runs/" + run).path("findings").spliterator(), false)
        .filter(one -> one.path("resolved").isNull())
        .map(one -> one.path("guard").asText())
        .toList();
  }
}
