package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.store.Json;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a turn asks of GitHub, call by call, and that a repository at rest asks for nothing. */
@QuarkusTest
@Tag("system")
class TurnCallsStoryTest extends Story {
  private static final int MOST = 24;

  /** GitHub tries a merge when it is asked for, and tells a moment later. */
  private static final int MOST_ASKED_AGAIN = 12;

  private AgentControl agents;
  private String keeper;

  @BeforeEach
  void employ() {
    agents = new AgentControl(github);
    keeper = owner + "-keeper";
    github.createPerson(keeper);
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    // Real agents take minutes for each step, so that each is told by itself.
    agents.pace(Duration.ofSeconds(12));
    github.recordBodies(true);
  }

  @AfterEach
  void dismiss() {
    github.recordBodies(false);
    agents.pace(Duration.ofMillis(10));
    agents.revokeTokens(keeper);
    github.uninstall(github.installationOf(owner));
    settled();
  }

  @Test
  void aTurnTakesFewCalls() {
    String repository = owner + "/lamp";
    PlanDemo.seed(
        github.url(), owner, keeper, new MoodDemo.Task("lamp", "A lamp", AgentMood.NORMAL, 0, 2));
    github.install(owner);
    inTime(() -> issues(repository).size() >= 7);

    List<JsonNode> issues = issues(repository);
    long from = issues.get(3).path("sequence").asLong();
    long until = issues.get(6).path("sequence").asLong();
    List<String> counted = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    Set<Integer> unknown = new HashSet<>();
    for (JsonNode request : github.requests()) {
      long sequence = request.path("sequence").asLong();
      if (sequence < from || sequence >= until || !ours(request)) {
        continue;
      }
      String call = call(request);
      boolean again = call.startsWith("query PullRequest") && unknown.contains(number(request));
      if (call.contains("access_tokens")) {
        tokens.add(call);
      } else if (call.contains("/check-runs")) {
        told.add(call);
      } else if (again) {
        asked.add(call);
      } else {
        counted.add(call);
      }
      remember(request, unknown);
    }
    System.out.println("| call |\n|---|");
    counted.forEach(call -> System.out.println("| " + call + " |"));
    System.out.printf(
        "%d calls; %d readings again for what GitHub did not know yet, %d of check runs, %d tokens%n",
        counted.size(), asked.size(), told.size(), tokens.size());
    assertThat(counted).hasSizeLessThanOrEqualTo(MOST);
    assertThat(counted).filteredOn(call -> call.endsWith("/merge")).hasSize(3);
    assertThat(asked).hasSizeLessThanOrEqualTo(3 * MOST_ASKED_AGAIN);
    // One for each thing that is said of a head: waits, its checks run, they passed, it is done.
    assertThat(told).hasSizeLessThanOrEqualTo(3 * 3 * 4);
  }

  @Test
  void aRepositoryAtRestAsksForNothing() {
    github.createRepository(owner, "quiet", java.util.Map.of("README.md", "# quiet"));
    github.install(owner);
    eventually(() -> state(owner + "/quiet").equals("Idle"));
    settled();
    github.clearRequests();
    for (int minute = 0; minute < 60; minute += 5) {
      passTime(Duration.ofMinutes(5));
      settled();
    }
    assertThat(github.requests(".*", "/(repos/" + owner + "/.*|graphql)"))
        .filteredOn(
            request ->
                request.path("path").asText().startsWith("/repos")
                    || request.path("body").asText().contains("\"" + owner + "\""))
        .as("calls of an hour")
        .isEmpty();
  }

  private List<JsonNode> issues(String repository) {
    return github.requests("POST", "/repos/" + repository + "/issues");
  }

  /** Pawl's own, be it as its App, as an installation or for the person. */
  private boolean ours(JsonNode request) {
    String caller = request.path("caller").asText();
    return (caller.startsWith("installation:") || caller.contains(keeper))
        || request.path("path").asText().contains("access_tokens");
  }

  private static String call(JsonNode request) {
    String path = request.path("path").asText();
    if (path.equals("/graphql")) {
      String operation = Json.tree(request.path("body").asText()).path("query").asText();
      return operation.substring(0, operation.indexOf('('))
          + (operation.contains("...picture") && operation.startsWith("query Repository")
              ? " with its pull request"
              : "");
    }
    return request.path("method").asText() + " " + path.replaceFirst("/repos/[^/]+/[^/]+", "");
  }

  private static int number(JsonNode request) {
    return Json.tree(request.path("body").asText()).path("variables").path("number").asInt();
  }

  /** Of which pull requests GitHub has just answered that it does not know. */
  private static void remember(JsonNode request, Set<Integer> unknown) {
    if (!request.path("path").asText().equals("/graphql")) {
      return;
    }
    JsonNode data = Json.tree(request.path("answer").asText("{}")).path("data");
    JsonNode marked = data.at("/markPullRequestReadyForReview/pullRequest/repository");
    JsonNode pull = (marked.isObject() ? marked : data.path("repository")).path("pullRequest");
    if (pull.path("mergeable").asText().equals("UNKNOWN")
        && pull.path("state").asText().equals("OPEN")) {
      unknown.add(pull.path("number").asInt());
    } else {
      unknown.remove(pull.path("number").asInt());
    }
  }

  private void inTime(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (condition.call()) {
                return true;
              }
              if (quiet()) {
                passTime(Duration.ofSeconds(5));
              }
              return false;
            });
  }

  private boolean quiet() {
    return github.deliveriesSettled()
        && count("select count(*) as n from delivery where state = 'pending'") == 0
        && count(
                "select count(*) as n from lane where lease_until > clock_timestamp()"
                    + " or wake_at <= '"
                    + clock().instant()
                    + "'")
            == 0;
  }
}
