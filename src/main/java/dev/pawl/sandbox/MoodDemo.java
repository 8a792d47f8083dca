package dev.pawl.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentMood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The demo of what goes wrong: one repository for each way in which a coding agent may go about its
 * task. It is played over the control API alone, like everything that is done to a sandbox.
 */
public final class MoodDemo {
  /** The organization that has the repositories. */
  public static final String OWNER = "moods";

  /** Quick enough that all has ended within minutes, slow enough to be watched. */
  private static final Duration PACE = Duration.ofSeconds(5);

  private static final int ALWAYS = -1;

  /** Each mood that one task shows; {@link PlanDemo} has those that take a goal. */
  public static final List<Task> TASKS =
      List.of(
          new Task("does-its-work", "An agent that does its work", AgentMood.NORMAL, ALWAYS, 2),
          new Task(
              "fails-checks-twice",
              "An agent that fails its checks twice",
              AgentMood.FAILS_CHECKS,
              2,
              3),
          new Task(
              "always-fails-checks",
              "An agent that never passes its checks",
              AgentMood.FAILS_CHECKS,
              ALWAYS,
              2),
          new Task("conflicts", "An agent that conflicts with the base", AgentMood.CONFLICTS, 1, 2),
          new Task("silent", "An agent that never begins", AgentMood.SILENT, ALWAYS, 2),
          new Task(
              "falls-silent",
              "An agent that falls silent after a push",
              AgentMood.FALLS_SILENT,
              ALWAYS,
              2),
          new Task(
              "rate-limited", "An agent that meets a rate limit", AgentMood.RATE_LIMITED, 1, 2),
          new Task(
              "waits-for-approval",
              "An agent whose checks wait for approval",
              AgentMood.WAITS_FOR_APPROVAL,
              ALWAYS,
              2),
          new Task(
              "forbidden-files",
              "An agent that changes a workflow",
              AgentMood.FORBIDDEN_FILES,
              ALWAYS,
              2),
          new Task(
              "two-pull-requests",
              "An agent that opens two pull requests",
              AgentMood.TWO_PULL_REQUESTS,
              ALWAYS,
              2),
          new Task(
              "no-closing-word",
              "An agent that forgets the closing word",
              AgentMood.NO_CLOSING_WORD,
              ALWAYS,
              2),
          new Task(
              "no-pull-request",
              "An agent that opens no pull request",
              AgentMood.NO_PULL_REQUEST,
              ALWAYS,
              2),
          new Task(
              "closes-its-own",
              "An agent that closes its own pull request",
              AgentMood.CLOSES_ITS_OWN,
              1,
              2),
          new Task(
              "talked-about", "An agent whose work is talked about", AgentMood.DISCUSSION, 1, 2));

  private MoodDemo() {}

  /**
   * One agent at one task.
   *
   * @param repository its name, without the owner
   * @param title of the task; it says what the agent does
   * @param sessions for how many of its sessions it does so; negative: for all
   * @param attempts how many the repository's settings give the task
   */
  public record Task(String repository, String title, AgentMood mood, int sessions, int attempts) {}

  /**
   * Makes the organization with all its repositories, where {@code ada} may write, and installs the
   * App on it. What is there already stays as it is.
   */
  public static void seed(URI sandbox) {
    seed(sandbox, OWNER, TASKS, Map.of());
  }

  /** Makes an organization; {@code files} are in each of its repositories, text by path. */
  static void seed(URI sandbox, String owner, List<Task> tasks, Map<String, String> files) {
    send(sandbox, "PUT", "/_sandbox/agents", Json.object("pace", PACE.toString()));
    send(
        sandbox, "POST", "/_sandbox/accounts", Json.object("login", owner, "type", "Organization"));
    for (Task task : tasks) seed(sandbox, owner, "ada", task, files);
    send(sandbox, "POST", "/_sandbox/installations", Json.object("account", owner));
  }

  /** Makes one repository, unless it is there, with its agent in its mood. */
  public static void seed(URI sandbox, String owner, String person, Task task) {
    seed(sandbox, owner, person, task, Map.of());
  }

  static void seed(
      URI sandbox, String owner, String person, Task task, Map<String, String> besides) {
    ObjectNode files = Json.object("README.md", readme(task), ".github/pawl.yml", settings(task));
    besides.forEach(files::put);
    send(
        sandbox,
        "POST",
        "/_sandbox/repositories",
        Json.object(
            "owner",
            owner,
            "name",
            task.repository(),
            "description",
            task.title(),
            "files",
            files));
    String repository = "/_sandbox/repositories/" + owner + "/" + task.repository();
    // The agent is set to work last: where it is, nothing is left to do.
    if (send(sandbox, "GET", repository + "/agents", Json.object())
        .at("/agents/copilot/enabled")
        .asBoolean()) return;
    send(sandbox, "PUT", repository + "/permissions/" + person, Json.object("permission", "write"));
    send(
        sandbox,
        "PUT",
        repository + "/ci",
        Json.object("checks", Json.array(List.of("build").stream())));
    ObjectNode mood = Json.object("mood", task.mood().wireName());
    if (task.sessions() > 0) mood.put("times", task.sessions());
    send(sandbox, "PUT", repository + "/agents/copilot", mood);
  }

  private static String readme(Task task) {
    return """
        # %s

        Here works %s. What Pawl makes of it stands on its pages.
        """
        .formatted(
            task.repository(),
            Character.toLowerCase(task.title().charAt(0)) + task.title().substring(1));
  }

  /** Patience of a minute, where the real agents are given an hour. */
  private static String settings(Task task) {
    return """
        agent:
          use: [copilot]
          max_attempts: %d
          backoff_minutes: 1
          profiles:
            copilot:
              start_minutes: 1
              silent_minutes: 1
        """
        .formatted(task.attempts());
  }

  private static JsonNode send(URI sandbox, String method, String path, ObjectNode body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Json.MAPPER.readTree(
          http.send(
                  HttpRequest.newBuilder(sandbox.resolve(path))
                      .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
