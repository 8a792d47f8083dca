package dev.pawl.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;

/** acme/lamp with Copilot enabled, a seat for ada, checks, and agents that hurry. */
abstract class AgentStory extends Story {
  static final String REST = "/repos/" + REPO;
  static final String COPILOT = "copilot-swe-agent[bot]";
  protected AgentControl agents = new AgentControl(control);

  @BeforeEach
  void prepare() {
    agents.pace(Duration.ofMillis(10));
    agents.enableCopilot(REPO, true);
    agents.seat("ada", true);
    agents.checks(REPO, "build");
  }

  /** Ada opens an issue and assigns it to Copilot in one request. */
  int assigned(String title) {
    return ada()
        .post(REST + "/issues", Map.of("title", title, "body", "", "assignees", List.of(COPILOT)))
        .json()
        .get("number")
        .asInt();
  }

  void unassign(int issue) {
    ada().delete(REST + "/issues/" + issue + "/assignees", Map.of("assignees", List.of(COPILOT)));
  }

  void assign(int issue) {
    ada().post(REST + "/issues/" + issue + "/assignees", Map.of("assignees", List.of(COPILOT)));
  }

  JsonNode pull(int number) {
    return ada().get(REST + "/pulls/" + number).json();
  }

  List<JsonNode> pulls() {
    return control.pullRequests(REPO);
  }

  /** Waits for a conclusion of the latest check run on the head of a pull request. */
  void concluded(int pull, String conclusion) {
    String head = pull(pull).at("/head/sha").asText();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              JsonNode runs =
                  ada().get(REST + "/commits/" + head + "/check-runs").json().get("check_runs");
              return !runs.isEmpty() && runs.get(0).path("conclusion").asText().equals(conclusion);
            });
  }

  List<String> files(int pull) {
    List<String> names = new ArrayList<>();
    for (JsonNode file : ada().get(REST + "/pulls/" + pull + "/files").json())
      names.add(file.get("filename").asText());
    return names;
  }

  List<String> comments(int number) {
    return control.comments(REPO, number).stream().map(c -> c.get("body").asText()).toList();
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
