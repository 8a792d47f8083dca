package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent fails at a task that the run can do without. */
@QuarkusTest
@Tag("system")
class CriticalAgentStoryTest extends AgentTaskStory {
  private static final String ONCE =
      "agent:\n  use: [copilot]\n  max_attempts: 1\n  backoff_minutes: 1\n";

  @Test
  void theRunGoesOnWithoutItAndItsWorkIsNeverMerged() {
    String repository = withSettings("polished", ONCE);
    agents.mood(repository, "copilot", "fails-checks", 1);
    long first = open(repository, Map.of("title", "Add a dimmer", "critical", false));
    eventually(() -> phaseState(first).equals("issued"));
    long second = open(repository, Map.of("title", "Add a switch", "needs", List.of(first)));

    inTime(() -> phaseState(second).equals("done"));
    settled();
    assertThat(phaseState(first)).isEqualTo("skipped");
    assertThat(openNeeds(repository)).isZero();
    assertThat(count("select count(*) as n from intervention where phase_id = " + first)).isZero();
    long run = count("select run_id as n from phase where id = " + first);
    assertThat(visitor.get("/runs/" + run).body())
        .contains(
            "is red. It was attempt 1 of 1. It is not critical, so the run goes on without it.");
    assertThat(visitor.json("/api/runs/" + run).path("state").asText()).isEqualTo("done");
    int task = task(repository);
    assertThat(ownIssues(repository))
        .filteredOn(issue -> issue.path("number").asInt() == task)
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.path("state").asText()).isEqualTo("closed");
              assertThat(issue.path("state_reason").asText()).isEqualTo("not_planned");
            });

    JsonNode left =
        github.pullRequests(repository).stream()
            .filter(pull -> pull.path("state").asText().equals("open"))
            .findFirst()
            .orElseThrow();
    github.check(repository, left.at("/head/sha").asText(), "build", "success");
    eventually(
        () -> said(repository, "is not merged by itself: its issue #" + task + " is closed"));
    settled();
    assertThat(merges(repository)).as("that of the second").isOne();
    assertThat(
            github
                .pullRequest(repository, left.path("number").asInt())
                .path("merged")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void whatIsHeldUpFromOutsideStillNeedsAPerson() {
    String repository = withSettings("unseated", ONCE);
    agents.enableCopilot(repository, false);
    long phase = open(repository, Map.of("title", "Add a dimmer", "critical", false));
    inTime(() -> phaseState(phase).equals("stuck"));
    settled();
    assertThat(need(repository)).contains("copilot cannot be started: it is not enabled");
  }

  private long open(String repository, Map<String, ?> task) {
    HttpResponse<String> answer =
        visitor.api("POST", "/api/repositories/" + repository + "/phases", task);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body()).path("id").asLong();
  }
}
