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
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of tasks that wait for one that is cancelled, and what a person says of either. */
@QuarkusTest
@Tag("system")
class CriticalPhaseStoryTest extends TaskStory {
  @Inject History history;

  @Test
  void whatWaitsForACancelledTaskIsCancelledAndSaysWhy() {
    String repository = idle("aborted");
    long first = open(repository, Map.of("title", "Lay the cable"));
    long second = open(repository, Map.of("title", "Light it", "needs", List.of(first)));
    long third = open(repository, Map.of("title", "Show it", "needs", List.of(second)));
    eventually(() -> phaseState(first).equals("issued"));
    settled();
    assertThat(phaseState(second)).isEqualTo("planned");

    int issue = issue(first);
    github.closeIssue(repository, issue, owner);
    eventually(() -> phaseState(third).equals("cancelled"));
    settled();
    assertThat(phaseState(first)).isEqualTo("cancelled");
    assertThat(phaseState(second)).isEqualTo("cancelled");
    assertThat(issueCreations(repository)).isOne();
    String run = "/runs/" + run(first);
    assertThat(visitor.json("/api" + run).path("state").asText()).isEqualTo("cancelled");
    for (String page : List.of(run, run + ".md")) {
      assertThat(visitor.get(page).body())
          .as(page)
          .contains("“Lay the cable” was cancelled, and “Light it” waits for it.")
          .contains("“Light it” was cancelled, and “Show it” waits for it.");
    }
    assertThat(Standing.of(database().read(() -> history.changes(second))))
        .isEqualTo(Standing.NEW.after(new Transition.Cancelled("")).orElseThrow());

    HttpResponse<String> late =
        visitor.api(
            "POST",
            "/api/repositories/" + repository + "/phases",
            Map.of("title", "Too late", "needs", List.of(first)));
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(Json.tree(late.body()).path("detail").asText())
        .isEqualTo("“Lay the cable”, which it needs, was cancelled.");

    github.reopenIssue(repository, issue, owner);
    eventually(() -> phaseState(first).equals("issued"));
    settled();
    assertThat(phaseState(second)).as("a person opens it anew").isEqualTo("cancelled");
  }

  @Test
  void whatIsNotCriticalIsGoneOnWithoutWhenItIsCancelled() {
    String repository = idle("released");
    HttpResponse<String> form =
        visitor.post(
            "/repositories/" + repository + "/phases",
            Map.of("kind", "development", "title", "Polish it", "body", "", "dispensable", "yes"));
    assertThat(form.statusCode()).isEqualTo(303);
    long first =
        count(
            "select id as n from phase where title = 'Polish it' and repository_id = "
                + repositoryId(repository));
    long second = open(repository, Map.of("title", "Sell it", "needs", List.of(first)));
    eventually(() -> phaseState(first).equals("issued"));
    settled();
    assertThat(phaseState(second)).isEqualTo("planned");
    assertThat(visitor.get("/repositories/" + repository).body())
        .contains("no pull request yet, not critical");

    int issue = issue(first);
    github.closeIssue(repository, issue, owner);
    eventually(() -> phaseState(second).equals("issued"));
    settled();
    assertThat(phaseState(first)).isEqualTo("cancelled");
    String run = "/runs/" + run(first);
    assertThat(visitor.get(run).body())
        .contains("Not critical: when its last attempt fails, the run goes on without it.")
        .contains("“Polish it” was cancelled. It is not critical, so the run goes on without it.");
    assertThat(visitor.get(run + ".md").body()).containsOnlyOnce("- not critical: ");
    assertThat(
            StreamSupport.stream(visitor.json("/api" + run).path("phases").spliterator(), false)
                .map((JsonNode phase) -> phase.path("critical").asBoolean()))
        .containsExactly(false, true);
    assertThat(open(repository, Map.of("title", "Sell more", "needs", List.of(first))))
        .as("it may be needed all the same")
        .isPositive();

    github.reopenIssue(repository, issue, owner);
    eventually(() -> phaseState(first).equals("issued"));
    settled();
    assertThat(phaseState(second)).isEqualTo("issued");
    assertThat(issueCreations(repository)).isEqualTo(3);
  }

  @Test
  void whatIsNotCriticalAndRefusedFromOutsideNeedsAPerson() {
    String repository = idle("outside");
    github.failNext(1, "POST", "/repos/" + repository + "/issues", 422);
    long phase = open(repository, Map.of("title", "Decline me", "critical", false));
    eventually(() -> phaseState(phase).equals("stuck"));
    settled();
    assertThat(visitor.get("/runs/" + run(phase)).body()).contains("Needs you (1)", ">Retry<");
  }

  @Test
  void whetherItIsCriticalIsYesOrNo() {
    String repository = idle("doubtful");
    for (String wrong : List.of("\"perhaps\"", "[]", "{}")) {
      HttpResponse<String> answer =
          visitor.api(
              "POST",
              "/api/repositories/" + repository + "/phases",
              "{\"title\": \"x\", \"critical\": " + wrong + "}");
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(
            count(
                "select count(*) as n from phase where repository_id = "
                    + repositoryId(repository)))
        .isZero();
  }

  private int issue(long phase) {
    return (int) count("select issue::bigint as n from phase where id = " + phase);
  }
}
