package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The checks of a repository: one run of each name for each push to a pull request, from queued
 * over in progress to what the files deserve. What is unfinished fails: code that says it is not
 * supported, documents with an agent's TODO.
 */
final class ContinuousIntegration {
  /** The App that its check runs are made by. */
  private static final long ACTIONS = 15368;

  private final World world;
  private final Function<AgentAccount, Rest> rests;
  private final Function<String, Duration> pauses;

  ContinuousIntegration(
      World world, Function<AgentAccount, Rest> rests, Function<String, Duration> pauses) {
    this.world = world;
    this.rests = rests;
    this.pauses = pauses;
  }

  /** Runs on a push, unless a person is to approve it first; under the world's lock. */
  void pushed(Repository repository, JsonNode pull) {
    if (repository.ciChecks.isEmpty()) return;
    long author = pull.at("/user/id").asLong();
    String name = world.fullName(repository);
    boolean waits = false;
    for (AgentAccount agent : AgentAccount.AGENTS)
      if (agent.id() == author)
        waits = repository.approvesWorkflows || waits(agent, name, pull.at("/head/ref").asText());
    int number = pull.path("number").asInt();
    String sha = pull.at("/head/sha").asText();
    boolean hold = waits;
    world.timers.after(Duration.ZERO, () -> run(name, number, sha, hold));
  }

  /** Whether the agent's latest session on a branch is in the mood to wait. */
  private boolean waits(AgentAccount agent, String repository, String branch) {
    return world.rows().sessions.values().stream()
        .filter(s -> s.agent.equals(agent.name()))
        .filter(s -> s.target.equals(repository) && branch.equals(s.branch))
        .reduce((first, second) -> second)
        .filter(session -> session.mood == AgentMood.WAITS_FOR_APPROVAL)
        .isPresent();
  }

  /** Goes on with runs that a restart interrupted; under the world's lock. */
  void resume() {
    for (Repository repository : world.rows().repositories.values())
      for (CheckRun run : List.copyOf(repository.checkRuns.values()))
        if (run.app == ACTIONS && !run.status.equals("completed")) {
          PullRequest pull =
              repository.pullRequests.values().stream()
                  .filter(p -> p.headSha.equals(run.headSha))
                  .findFirst()
                  .orElse(null);
          int number = pull == null ? 0 : pull.number;
          begin(world.fullName(repository), number, run.headSha, run.id);
        }
  }

  /** {@code hold}: the runs ask for a person's approval. */
  void run(String repository, int pull, String sha, boolean hold) {
    Rest rest = rests.apply(AgentAccount.CI);
    for (String check : checks(repository)) {
      ObjectNode run = Json.object("name", check, "head_sha", sha, "status", "queued");
      if (hold)
        run.put("status", "completed")
            .put("conclusion", "action_required")
            .set("output", output("Waits for approval", "A person must approve and run it."));
      quietly(
          () -> {
            long id = rest.post("/repos/" + repository + "/check-runs", run).path("id").asLong();
            if (!hold) begin(repository, pull, sha, id);
          });
    }
  }

  private List<String> checks(String fullName) {
    world.lock.lock();
    try {
      int slash = fullName.indexOf('/');
      Repository repository =
          world.repository(fullName.substring(0, slash), fullName.substring(slash + 1));
      return repository == null ? List.of() : List.copyOf(repository.ciChecks);
    } finally {
      world.lock.unlock();
    }
  }

  private void begin(String repository, int pull, String sha, long id) {
    String run = "/repos/" + repository + "/check-runs/" + id;
    world.timers.after(
        pauses.apply("begin " + sha),
        () ->
            quietly(
                () -> {
                  rests.apply(AgentAccount.CI).patch(run, Json.object("status", "in_progress"));
                  world.timers.after(
                      pauses.apply("end " + sha),
                      () -> quietly(() -> end(repository, pull, sha, run)));
                }));
  }

  private void end(String repository, int pull, String sha, String run) {
    Rest rest = rests.apply(AgentAccount.CI);
    Project project = new Project(rest, repository, sha);
    String broken = "";
    if (pull != 0)
      for (JsonNode file :
          rest.get("/repos/" + repository + "/pulls/" + pull + "/files?per_page=100")) {
        String path = file.path("filename").asText();
        if (file.path("status").asText().equals("removed")) continue;
        String text = project.read(path);
        if (text != null && unfinished(path, text)) broken = path;
      }
    rest.patch(
        run,
        Json.object(
            "conclusion",
            broken.isEmpty() ? "success" : "failure",
            "output",
            broken.isEmpty()
                ? output("All is well", "Everything that was changed is finished.")
                : output("Unfinished: " + broken, broken + " says that it is not finished.")));
  }

  private static boolean unfinished(String path, String text) {
    return path.endsWith(".java")
        ? text.contains(Workshop.UNSUPPORTED)
        : text.contains(Workshop.UNFINISHED);
  }

  private static ObjectNode output(String title, String summary) {
    return Json.object("title", title, "summary", summary);
  }

  /** A repository that went away, or a sandbox that is closing, has no checks. */
  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (Refused | UncheckedIOException e) {
      System.getLogger("sandbox").log(System.Logger.Level.DEBUG, "a check ended early", e);
    }
  }
}
