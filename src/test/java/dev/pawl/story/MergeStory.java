package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pull requests of the gap analysis, up to their merge. */
abstract class MergeStory extends PullRequestStory {
  static final String TASK = "planning/issue_queue/pending/dev-light.md";

  /** The agent's draft for the gap analysis, with one file. */
  int opens(String repository, String title, String path) {
    return github.openDraft(
        repository, AGENT, "copilot/light", title, "Fixes #1", Map.of(path, "Light it.\n"));
  }

  /** Somebody with a permission of their own; null: as anybody has it. */
  String person(String repository, String name, @Nullable String permission) {
    String login = owner + "-" + name;
    github.createPerson(login);
    if (permission != null) {
      github.permit(repository, login, permission);
    }
    return login;
  }

  /** The agent has finished. */
  void asksForReview(String repository, int number) {
    github.requestReview(repository, number, AGENT, person(repository, "ada", "write"));
  }

  List<JsonNode> puts(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge");
  }

  List<JsonNode> checkWrites(String repository) {
    return github.requests("POST|PATCH", "/repos/" + repository + "/check-runs.*");
  }

  JsonNode check(String repository, int number) {
    String head = github.pullRequest(repository, number).at("/head/sha").asText();
    List<JsonNode> runs =
        github.checkRuns(repository).stream()
            .filter(run -> run.path("head_sha").asText().equals(head))
            .filter(run -> run.path("name").asText().equals("Pawl"))
            .toList();
    assertThat(runs).as("one check run a head").hasSizeLessThanOrEqualTo(1);
    return runs.isEmpty() ? github.pullRequest(repository, number).path("none") : runs.getFirst();
  }

  boolean says(String repository, int number, String words) {
    return check(repository, number).at("/output/title").asText().contains(words);
  }

  boolean merged(String repository, int number) {
    return github.pullRequest(repository, number).path("merged").asBoolean();
  }
}
