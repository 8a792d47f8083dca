package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people say about a task that agents are asked to do. */
@QuarkusTest
@Tag("system")
class CommandTaskStoryTest extends AgentTaskStory {
  private void say(String repository, String words) {
    github.comment(repository, task(repository), keeper, words);
  }

  private boolean answered(String repository, String words) {
    return github.comments(repository, task(repository)).stream()
        .map((JsonNode comment) -> comment.path("body").asText())
        .anyMatch(body -> body.contains("said:answer") && body.contains(words));
  }

  private List<String> starters(String repository) {
    return agents.sessions().stream()
        .filter(one -> one.path("repository").asText().equals(repository))
        .map(one -> one.path("agent").asText())
        .toList();
  }

  @Test
  void anotherAgentIsAskedByName() {
    String repository = withAgent("assign", "copilot, claude");
    agents.mood(repository, "copilot", "silent");
    agents.mood(repository, "claude", "normal");
    long phase = open(repository);
    eventually(
        () ->
            count(
                    "select count(*) as n from execution where asked_at is not null and phase_id = "
                        + phase)
                == 1);
    settled();

    say(repository, "/pawl assign openhands");
    eventually(() -> answered(repository, "not among the agents of `agent.use`"));
    say(repository, "/pawl assign copilot");
    eventually(() -> answered(repository, "copilot is at it already"));
    say(repository, "/pawl assign claude");
    eventually(() -> answered(repository, "`claude` is asked next"));
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(attempts(phase)).isEqualTo(2);
    assertThat(openNeeds(repository)).isZero();
    assertThat(github.pullRequests(repository).getLast().at("/user/login").asText())
        .isEqualTo("claude[bot]");
  }

  @Test
  void whoeverTakesOverDoesIt() {
    String repository = withAgent("take", "copilot");
    agents.mood(repository, "copilot", "falls-silent");
    long phase = open(repository);
    eventually(() -> phaseState(phase).equals("worked"));
    settled();
    say(repository, "/pawl take-over");
    eventually(() -> answered(repository, "does it now"));
    settled();
    assertThat(openNeeds(repository)).isZero();
    assertThat(
            database()
                .execute("select agent from execution where phase_id = $1 and attempt = 2", phase)
                .iterator()
                .next()
                .getString("agent"))
        .isEqualTo("person:" + keeper);
    say(repository, "/pawl skip");
    eventually(() -> phaseState(phase).equals("skipped"));
    say(repository, "/pawl retry");
    eventually(() -> answered(repository, "is skipped already"));
  }

  @Test
  void whatIsStuckIsTriedAgain() {
    String repository = withAgent("again", "copilot");
    agents.mood(repository, "copilot", "closes-its-own");
    long phase = open(repository);
    inTime(() -> phaseState(phase).equals("stuck"), Duration.ofMinutes(10));
    settled();
    agents.mood(repository, "copilot", "normal");
    say(repository, "/pawl retry");
    inTime(() -> phaseState(phase).equals("done"));
    settled();
    assertThat(answered(repository, "It is tried again")).isTrue();
    assertThat(openNeeds(repository)).isZero();
  }

  @Test
  void aTaskIsChangedByRequestToo() {
    String repository = withAgent("by-request", "copilot");
    agents.mood(repository, "copilot", "falls-silent");
    long phase = open(repository);
    eventually(() -> phaseState(phase).equals("worked"));
    settled();
    String form = "/repositories/" + repository + "/phases/" + phase;
    String run = "/runs/" + count("select run_id as n from phase where id = " + phase);
    assertThat(visitor.get(run).body())
        .contains("action=\"" + form + "\"", "Take it over", "<option value=\"copilot\">");
    assertThat(visitor.post(form, Map.of("change", "explode")).body())
        .contains("The change must be retry, skip, take-over or assign.");
    assertThat(visitor.post(form, Map.of("change", "assign", "agent", "nobody")).body())
        .contains("is not among the agents of");
    assertThat(visitor.post(form, Map.of("change", "assign", "agent", "copilot")).statusCode())
        .isEqualTo(409);
    String path = "/api" + form;
    assertThat(visitor.api("POST", path, Map.of("change", "explode")).statusCode()).isEqualTo(422);
    assertThat(visitor.api("POST", path, Map.of("change", "skip")).statusCode()).isEqualTo(200);
    eventually(() -> phaseState(phase).equals("skipped"));
    assertThat(visitor.api("POST", path, Map.of("change", "skip")).statusCode()).isEqualTo(409);
    assertThat(visitor.get(run).body()).doesNotContain("Take it over");
    assertThat(starters(repository)).hasSizeLessThanOrEqualTo(1);
  }
}
