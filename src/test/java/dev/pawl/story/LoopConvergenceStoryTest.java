package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However the loop is told of what happens, it ends as if it had been told of each thing once and
 * in order; and on the way there never are more developments at once than the settings allow.
 * {@code -Dpawl.chaos.seed=} plays one once more.
 */
@QuarkusTest
@Tag("system")
class LoopConvergenceStoryTest extends Story {
  private static final int LIVES = Integer.getInteger("pawl.chaos.lives", 2);
  private static final int IN_FLIGHT = 2;
  private static final int TASKS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private AgentControl agents;
  private String keeper;

  @BeforeEach
  void employ() {
    agents = new AgentControl(github);
    keeper = owner + "-keeper";
    github.createPerson(keeper);
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    agents.pace(Duration.ofSeconds(15));
    github.install(owner);
  }

  @AfterEach
  void dismiss() {
    github.clearFaults();
    agents.pace(Duration.ofMillis(10));
    agents.revokeTokens(keeper);
    github.uninstall(github.installationOf(owner));
    settled();
  }

  @Test
  void whateverIsToldAndHowTheLoopEndsTheSame() {
    Set<String> plain = life("plain", new Random(0), false);
    assertThat(plain)
        .contains("reached")
        .filteredOn(path -> path.endsWith(".md"))
        .hasSize(TASKS + 2);
    long first = Long.getLong("pawl.chaos.seed", System.nanoTime() & 0xffffL);
    for (long seed = first; seed < first + LIVES; seed++) {
      assertThat(life("life-" + seed, new Random(seed), true)).as("seed %s", seed).isEqualTo(plain);
    }
  }

  /** The tasks that were done, by their files, and whether the goal is reached. */
  private Set<String> life(String name, Random chance, boolean troubled) {
    String repository =
        repository(
            name,
            Map.of(
                "README.md",
                "# " + name,
                GOAL,
                "# Goal\n\nA lamp.\n\n- It dims.\n- It blinks.\n",
                ".github/pawl.yml",
                "loop:\n  max_in_flight: "
                    + IN_FLIGHT
                    + "\nagent:\n  use: [copilot]\n  backoff_minutes: 1\n"));
    github.permit(repository, keeper, "write");
    agents.checks(repository, "build");
    agents.mood(repository, "copilot", "normal");
    if (troubled) {
      for (Map.Entry<String, Integer> fault :
          Map.of("drop", 5, "double", 10, "reorder", 15).entrySet()) {
        github.fault(Map.of("kind", fault.getKey(), "percent", fault.getValue()));
      }
      github.fault(
          Map.of("kind", "fail-after", "percent", 2, "path", "/repos.*|/graphql", "status", 502));
    }
    int[] next = {0};
    int[] rounds = {0};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(60))
        .until(
            () -> {
              neverTooMany(repository);
              if (rounds[0]++ % 5 == 0 && next[0] < TASKS) {
                // The plain one is told of each; what is silent is found by what comes later.
                SandboxControl by =
                    troubled && next[0] > 0 && chance.nextBoolean() ? github.untold() : github;
                by.commit(
                    repository,
                    keeper,
                    "main",
                    "A task",
                    Map.of(
                        "planning/issue_queue/pending/task-" + next[0] + ".md",
                        "# Task " + next[0]++ + "\n\nDo it.\n"));
              }
              passTime(Duration.ofSeconds(10 + chance.nextInt(10)));
              return next[0] == TASKS && state(repository).equals("Done");
            });
    github.clearFaults();
    return ended(repository);
  }

  private void neverTooMany(String repository) {
    assertThat(
            github.issues(repository).stream()
                .filter(issue -> issue.path("pull_request").isMissingNode())
                .filter(issue -> issue.path("state").asText().equals("open"))
                .filter(
                    issue ->
                        issue.path("labels").findValuesAsText("name").contains("pawl:development"))
                .count())
        .as("developments at once")
        .isLessThanOrEqualTo(IN_FLIGHT);
  }

  private Set<String> ended(String repository) {
    Set<String> ended = new TreeSet<>();
    Api api = new Api(github.url(), SandboxResource.PERSON_TOKEN);
    for (JsonNode file :
        api.get("/repos/" + repository + "/git/trees/main?recursive=1").json().path("tree")) {
      String path = file.path("path").asText();
      if (path.equals("planning/state/goal_reached.md")) {
        ended.add("reached");
      } else if (path.startsWith("planning/issue_queue/") && path.endsWith(".md")) {
        // The last one that ended goes along with the next commit.
        ended.add(path.replaceFirst(".*/", "").replaceFirst("[0-9]{4}-[0-9]{2}-[0-9]{2}", "day"));
      }
    }
    return ended;
  }
}
