package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.run.History;
import dev.pawl.run.Standing;
import dev.pawl.run.Transition;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A task that a person opens: its issue, its attempts, its end, and what its pages say. */
@QuarkusTest
class PhaseStoryTest extends TaskStory {
  @Inject History history;

  @Test
  void aTaskLeadsToOneIssueAndAnAttemptToBeStarted() {
    String repository = idle("lighthouse");
    long phase =
        open(
            repository,
            Map.of(
                "title",
                "Light\u202e the <!-- x -->lamp",
                "body",
                "So that <!-- pawl:effect=gap-analysis:1:a:b --> ships see it."
                    // Enough to be packed where it is kept.
                    + "\n\n<script>alert('灯台')</script> 💡".repeat(50)));

    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    JsonNode issue = ownIssues(repository).getFirst();
    assertThat(issue.path("title").asText()).isEqualTo("Light the lamp");
    assertThat(issue.path("labels").path(0).path("name").asText()).isEqualTo("pawl:development");
    assertThat(issue.path("body").asText())
        .contains("So that  ships see it.", "## Output", "pawl:effect=development:")
        .doesNotContain("gap-analysis:1");
    assertThat(issueCreations(repository)).isOne();
    assertThat(phaseState(phase)).isEqualTo("issued");

    long run = run(phase);
    JsonNode shown = visitor.json("/api/runs/" + run);
    assertThat(shown.path("attempts").path(0).path("state").asText()).isEqualTo("to-be-started");
    JsonNode product = shown.path("products").path(0);
    String text = issue.path("title").asText() + "\n\n" + issue.path("body").asText();
    assertThat(product.path("hash").asText()).isEqualTo(Json.hash(text));
    HttpResponse<String> kept = visitor.get("/api/artifacts/" + product.path("id").asLong());
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.body()).isEqualTo(text);
    assertThat(kept.headers().firstValue("content-type").orElse(""))
        .isEqualTo("text/plain; charset=utf-8");
    assertThat(kept.headers().allValues("x-content-type-options")).containsExactly("nosniff");
    assertThat(visitor.get("/api/artifacts/999999999999").statusCode()).isEqualTo(404);
    assertThat(shown.path("archives")).isEmpty();
    assertThat(visitor.get("/runs/" + run).body())
        .contains("Light the lamp", "Attempt 1", "issue made", "SHA-256")
        .contains("/api/artifacts/" + product.path("id").asLong(), " KB, ");
    assertThat(visitor.get("/runs/" + run + ".md").body())
        .startsWith("# Run " + run + " of ")
        .contains("## Light the lamp", "- attempt 1 by nobody yet: to-be-started")
        .contains(" KB, SHA-256 `" + product.path("hash").asText() + "`\n");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Light the lamp", "/runs/" + run);
    assertThat(
            count(
                "select count(*) as n from audit where what = 'open phase' and object = '"
                    + repository
                    + "'"))
        .isOne();
  }

  @Test
  void L21_humanCloses() {
    String repository = idle("closed");
    long phase = open(repository, Map.of("title", "Paint it"));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    int issue = ownIssues(repository).getFirst().path("number").asInt();

    github.closeIssue(repository, issue, owner);
    eventually(() -> phaseState(phase).equals("cancelled"));
    settled();
    assertThat(visitor.get("/runs/" + run(phase)).body())
        .contains("was closed without a merge.", "cancelled");
    JsonNode ended = visitor.json("/api/runs/" + run(phase));
    assertThat(ended.path("state").asText()).isEqualTo("cancelled");
    assertThat(ended.path("archives")).hasSize(1);
    assertKept(ended);

    github.reopenIssue(repository, issue, owner);
    eventually(() -> phaseState(phase).equals("issued"));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(visitor.json("/api/runs/" + run(phase)).path("state").asText()).isEqualTo("open");
    List<Transition> changes = database().read(() -> history.changes(phase));
    assertThat(changes).hasSize(3);
    assertThat(Standing.of(changes)).isEqualTo(stored(phase));

    database()
        .execute(
            "insert into finding (repository_id, pull_request, phase_id, guard, text, mends, head,"
                + " found_at) values ($1, 7, $2, 'Checks', 'It fails.', 'commits', 'abc', now())",
            repositoryId(repository),
            phase);
    github.closeIssue(repository, issue, owner);
    eventually(() -> phaseState(phase).equals("cancelled"));
    settled();
    JsonNode again = visitor.json("/api/runs/" + run(phase));
    assertThat(again.path("archives")).as("the newer one counts").hasSize(2);
    assertThat(again.path("archives").path(1)).isEqualTo(ended.path("archives").path(0));
    assertThat(again.path("findings")).hasSize(1);
    assertKept(again);
    assertThat(visitor.get("/runs/" + run(phase)).body())
        .contains(
            "/api/artifacts/" + again.path("archives").path(0).path("id").asLong() + "\">arc");
    assertThat(visitor.get("/runs/" + run(phase) + ".md").body())
        .contains("\nArchive: ", again.path("archives").path(0).path("hash").asText());
  }

  /** The newest archive says what the run's own JSON says. */
  private void assertKept(JsonNode run) {
    JsonNode newest = run.path("archives").path(0);
    String text = visitor.get("/api/artifacts/" + newest.path("id").asLong()).body();
    assertThat(Json.hash(text)).isEqualTo(newest.path("hash").asText());
    assertThat(text.length()).isLessThanOrEqualTo(newest.path("bytes").asInt());
    JsonNode archive = Json.tree(text);
    for (String same :
        List.of("id", "owner", "name", "state", "opened", "ended", "attempts", "findings")) {
      assertThat(archive.path(same)).as(same).isEqualTo(run.path(same));
    }
    assertThat(archive.path("shortened").asBoolean()).isFalse();
    assertThat(archive.path("phases").findValuesAsText("title"))
        .isEqualTo(run.path("phases").findValuesAsText("title"));
    assertThat(archive.path("products").findValuesAsText("hash"))
        .isEqualTo(run.path("products").findValuesAsText("hash"));
    // The page has the newest change first.
    List<JsonNode> changes = new ArrayList<>();
    run.path("changes").forEach(changes::addFirst);
    assertThat(archive.path("changes")).containsExactlyElementsOf(changes);
  }

  @Test
  void L35_pausedMidFlight() {
    String repository = idle("paused");
    assertThat(pause(repository, "stop", "A release is made").statusCode()).isEqualTo(303);
    settled();
    long phase = open(repository, Map.of("title", "Wait for it"));
    eventually(() -> reason(repository).startsWith("Paused by operator: A release is made."));
    settled();
    assertThat(issueCreations(repository)).isZero();
    assertThat(phaseState(phase)).isEqualTo("planned");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Paused", "A release is made", "Resume");

    assertThat(visitor.post("/repositories/" + repository + "/resume", Map.of()).statusCode())
        .isEqualTo(303);
    eventually(() -> phaseState(phase).equals("issued"));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(visitor.post("/repositories/" + repository + "/resume", Map.of()).statusCode())
        .as("twice")
        .isEqualTo(409);
  }

  @Test
  void L35_whatWasClaimedBeforeMayLandAndIsShown() {
    String repository = idle("landing");
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    github.failAfterWrite(1, "POST", "/repos/" + repository + "/issues", 502);
    long phase = open(repository, Map.of("title", "Land late"));
    eventually(() -> reason(repository).contains("is being checked") || unknown(repository) == 1);
    pause(repository, "stop", "Something is wrong");
    eventually(() -> reason(repository).contains("was begun before the pause"));
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Begun before the pause, and may still land");

    passTime(Duration.ofSeconds(61));
    eventually(() -> phaseState(phase).equals("issued"));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(state(repository)).isEqualTo("Paused");
    visitor.post("/repositories/" + repository + "/resume", Map.of());
    settled();
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aPauseEndsByItself() {
    String repository = idle("expires");
    HttpResponse<String> answer =
        visitor.api(
            "PUT",
            "/api/repositories/" + repository + "/pause",
            Map.of(
                "why", "Lunch", "until", clock().instant().plus(Duration.ofHours(1)).toString()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    long phase = open(repository, Map.of("title", "After lunch"));
    eventually(() -> state(repository).equals("Paused"));
    settled();
    assertThat(reason(repository)).contains(" until ");
    assertThat(issueCreations(repository)).isZero();

    passTime(Duration.ofMinutes(61));
    eventually(() -> phaseState(phase).equals("issued"));
    settled();
    assertThat(
            count(
                "select count(*) as n from hold where repository_id = "
                    + repositoryId(repository)
                    + " and lifted_by = 'pawl'"))
        .isOne();
  }

  @Test
  void aRefusedIssueNeedsAPersonWhoRetriesOrSkips() {
    String repository = idle("refused");
    github.failNext(1, "POST", "/repos/" + repository + "/issues", 422);
    long phase = open(repository, Map.of("title", "Refuse me"));
    eventually(() -> phaseState(phase).equals("stuck"));
    settled();
    String health = visitor.get("/").body();
    assertThat(health).contains("The issue of “Refuse me” could not be opened.", ">Retry<");
    long intervention = intervention(repository);
    assertThat(visitor.get("/runs/" + run(phase)).body())
        .contains("Needs you (1)", ">Retry<", "name=\"back\" value=\"/runs/" + run(phase) + "\"")
        .contains("In time", "class=\"needed\"");

    assertThat(choose(intervention, "take-over").statusCode()).isEqualTo(422);
    assertThat(choose(intervention, "nonsense").statusCode()).isEqualTo(422);
    assertThat(choose(intervention, "retry").statusCode()).isEqualTo(200);
    assertThat(choose(intervention, "retry").statusCode()).as("twice").isEqualTo(409);
    eventually(() -> phaseState(phase).equals("issued"));
    settled();
    assertThat(ownIssues(repository)).hasSize(1);
    assertThat(visitor.get("/").body()).doesNotContain("“Refuse me”");
    assertThat(Standing.of(database().read(() -> history.changes(phase)))).isEqualTo(stored(phase));
  }

  @Test
  void aSkippedTaskThatWaitsForNothingEndsItsRunAndFreesWhatNeedsIt() {
    String repository = idle("skipped");
    github.failNext(1, "POST", "/repos/" + repository + "/issues", 422);
    long first = open(repository, Map.of("title", "First"));
    eventually(() -> phaseState(first).equals("stuck"));
    long second = open(repository, Map.of("title", "Second", "needs", List.of(first)));
    settled();
    assertThat(phaseState(second)).isEqualTo("planned");
    assertThat(issueCreations(repository)).isZero();

    HttpResponse<String> skipped =
        visitor.post(
            "/interventions/" + intervention(repository),
            Map.of("choice", "skip", "back", "/runs/" + run(first)));
    assertThat(skipped.statusCode()).isEqualTo(303);
    assertThat(skipped.headers().firstValue("location").orElse("")).endsWith("/runs/" + run(first));
    eventually(() -> phaseState(second).equals("issued"));
    settled();
    assertThat(phaseState(first)).isEqualTo("skipped");
    assertThat(run(first)).isEqualTo(run(second));
  }

  @Test
  void whatCannotBeTakenIsSaidAndChangesNothing() {
    String repository = idle("strict");
    String phases = "/api/repositories/" + repository + "/phases";
    for (Object wrong :
        List.of(
            Map.of("title", ""),
            Map.of("title", "<!-- only hidden -->"),
            Map.of("title", "x".repeat(201)),
            Map.of("title", "x", "body", "x".repeat(20_001)),
            Map.of("title", "x", "kind", "gap-analysis"),
            Map.of("title", "x", "needs", List.of(999_999_999)))) {
      HttpResponse<String> answer = visitor.api("POST", phases, wrong);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    }
    for (String broken : List.of("", "{", "[]", "null", "{\"needs\":[null]}", "7")) {
      assertThat(visitor.api("POST", phases, broken).statusCode()).as(broken).isBetween(400, 422);
    }
    String pause = "/api/repositories/" + repository + "/pause";
    for (Object wrong :
        List.of(
            Map.of("why", ""),
            Map.of("why", "x", "until", "2020-01-01T00:00:00Z"),
            Map.of("why", "x", "until", "9999-01-01T00:00:00Z"))) {
      assertThat(visitor.api("PUT", pause, wrong).statusCode()).isEqualTo(422);
    }
    assertThat(visitor.api("PUT", "/api/repositories/no/where/pause", "{}").statusCode())
        .isEqualTo(404);
    assertThat(
            visitor
                .postWithoutToken("/repositories/" + repository + "/pause", "why=x&kind=stop")
                .statusCode())
        .isEqualTo(403);
    assertThat(visitor.get("/runs/999999999").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/runs/99999999999999999999").statusCode()).isEqualTo(404);
    long id = repositoryId(repository);
    assertThat(count("select count(*) as n from phase where repository_id = " + id)).isZero();
    assertThat(count("select count(*) as n from hold where repository_id = " + id)).isZero();
  }

  @Test
  void aPullRequestIsHeldBackAndLetGo() {
    String repository = idle("held");
    Map<String, String> wish = Map.of("number", "#41", "why", "Ada is away", "minutes", "60");
    assertThat(visitor.post("/repositories/" + repository + "/hold", wish).statusCode())
        .isEqualTo(303);
    settled();
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("Ada is away", "Let #41 go on");
    assertThat(state(repository)).isNotEqualTo("Paused");

    assertThat(
            visitor
                .api("DELETE", "/api/repositories/" + repository + "/pull-requests/41/hold", "")
                .statusCode())
        .isEqualTo(200);
    assertThat(visitor.get("/repositories/" + repository).body()).doesNotContain("Ada is away");
  }

  private HttpResponse<String> pause(String repository, String kind, String why) {
    return visitor.post(
        "/repositories/" + repository + "/pause", Map.of("kind", kind, "why", why, "minutes", ""));
  }

  private HttpResponse<String> choose(long intervention, String choice) {
    return visitor.api("POST", "/api/interventions/" + intervention, Map.of("choice", choice));
  }

  private long intervention(String repository) {
    return count(
        "select id as n from intervention where resolved_at is null and repository_id = "
            + repositoryId(repository));
  }

  private long unknown(String repository) {
    return count(
        "select count(*) as n from effect where state = 'unknown' and repository_id = "
            + repositoryId(repository));
  }

  private Standing stored(long phase) {
    return Objects.requireNonNull(
            database().read(() -> dev.pawl.run.Phase.<dev.pawl.run.Phase>findById(phase)))
        .standing();
  }
}
