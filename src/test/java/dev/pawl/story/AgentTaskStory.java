package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** A story of tasks that are opened by hand and given to agents. */
abstract class AgentTaskStory extends AgentStory {
  static final String SETTINGS = ".github/pawl.yml";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  protected Duration patience() {
    return PATIENCE;
  }

  String withAgent(String name, String use) {
    return withSettings(name, settings(use));
  }

  String withSettings(String name, String settings) {
    String repository = repository(name, Map.of("README.md", "# " + name, SETTINGS, settings));
    github.permit(repository, keeper, "write");
    agents.enableCopilot(repository, true);
    agents.checks(repository, "build");
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    return repository;
  }

  static String settings(String use) {
    return "agent:\n  use: [" + use + "]\n  max_attempts: 2\n  backoff_minutes: 1\n";
  }

  long open(String repository) {
    return open(repository, "Add a dimmer");
  }

  long open(String repository, String title) {
    HttpResponse<String> answer =
        visitor.api(
            "POST",
            "/api/repositories/" + repository + "/phases",
            Map.of("title", title, "body", "So that the lamp is a better one."));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body()).path("id").asLong();
  }

  /** The first that was opened. */
  int task(String repository) {
    return ownIssues(repository).stream()
        .filter(issue -> issue.path("title").asText().equals("Add a dimmer"))
        .findFirst()
        .orElseThrow()
        .path("number")
        .asInt();
  }

  /** Lets the world's time pass until something has come about. */
  void inTime(Callable<Boolean> condition) {
    inTime(condition, Duration.ofMinutes(1));
  }

  long attempts(long phase) {
    return count("select attempts as n from phase where id = " + phase);
  }

  String need(String repository) {
    return database()
        .execute(
            "select why from intervention where resolved_at is null and repository_id = "
                + repositoryId(repository))
        .iterator()
        .next()
        .getString("why");
  }

  long openNeeds(String repository) {
    return count(
        "select count(*) as n from intervention where resolved_at is null and repository_id = "
            + repositoryId(repository));
  }

  static String issues(String repository) {
    return "/repos/" + repository + "/issues";
  }

  long merges(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge").stream()
        .filter(request -> request.path("status").asInt() == 200)
        .count();
  }

  long comments(String repository, String words) {
    return github.comments(repository, task(repository)).stream()
        .map((JsonNode comment) -> comment.path("body").asText())
        .filter(body -> body.contains(words))
        .count();
  }

  long explanations(String repository) {
    return comments(repository, "copilot cannot be started");
  }

  /** Whether Pawl's check run says it. */
  boolean said(String repository, String words) {
    return github.checkRuns(repository).stream()
        .filter(run -> run.path("name").asText().equals("Pawl"))
        .anyMatch(run -> run.at("/output/title").asText().contains(words));
  }

  long assigned(String repository) {
    return github.requests("POST", issues(repository) + "/[0-9]+/assignees").size();
  }

  /** What a person may choose for a task that is stuck. */
  void choose(String repository, String choice) {
    long intervention =
        count(
            "select id as n from intervention where resolved_at is null and repository_id = "
                + repositoryId(repository));
    HttpResponse<String> answer =
        visitor.api("POST", "/api/interventions/" + intervention, Map.of("choice", choice));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
