package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest extends Story {
  private List<String> events(int number) {
    return app()
        .get("/repos/acme/lamp/issues/" + number + "/timeline?per_page=100")
        .json()
        .findValuesAsText("event");
  }

  private JsonNode event(int number, String name) {
    for (JsonNode event : control.timeline(REPO, number))
      if (event.path("event").asText().equals(name)) return event;
    throw new AssertionError("no " + name);
  }

  @Test
  void of_a_pull_request_tells_its_whole_life() {
    control.createPerson("grace");
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int number =
        control.openDraft(REPO, "ada", "wick", "Wick", "Fixes #" + issue, Map.of("w.md", "x\n"));
    control.markReady(REPO, number, "ada");
    control.editPullRequest(
        REPO, number, "ada", Map.of("labels", List.of("bug"), "title", "A wick"));
    control.requestReview(REPO, number, "ada", "grace");
    control.review(REPO, number, "grace", "approved", "");
    control.openThread(REPO, number, "grace", "w.md", 1, "Nice");
    control.comment(REPO, number, "ada", "Thanks");
    control.happen(REPO, number, "grace", "copilot_work_started");
    control.convertToDraft(REPO, number, "ada");
    control.markReady(REPO, number, "ada");
    String sha = control.mergePullRequest(REPO, number, "ada", "merge");
    control.deleteBranch(REPO, "ada", "wick");
    assertThat(events(number))
        .contains(
            "ready_for_review",
            "labeled",
            "renamed",
            "review_requested",
            "reviewed",
            "line-commented",
            "commented",
            "copilot_work_started",
            "convert_to_draft")
        .endsWith("merged", "closed", "head_ref_deleted");
    assertThat(event(number, "merged").get("commit_id").asText()).isEqualTo(sha);
    assertThat(event(number, "labeled").at("/label/name").asText()).isEqualTo("bug");
    assertThat(event(number, "renamed").at("/rename/to").asText()).isEqualTo("A wick");
    assertThat(event(number, "review_requested").at("/requested_reviewer/login").asText())
        .isEqualTo("grace");
    assertThat(event(number, "copilot_work_started").at("/actor/login").asText())
        .isEqualTo("grace");
    assertThat(events(issue)).containsExactly("cross-referenced", "closed");
    JsonNode source = event(issue, "cross-referenced").at("/source/issue");
    assertThat(source.get("number").asInt()).isEqualTo(number);
    assertThat(source.hasNonNull("pull_request")).isTrue();
  }

  @Test
  void every_source_refers_once_and_what_is_not_told_is_there_too() {
    int issue = control.openIssue(REPO, "ada", "Dark", "");
    int other = control.openIssue(REPO, "ada", "Too", "see #" + issue + " and acme/lamp#" + issue);
    control.untold().comment(REPO, other, "ada", "again #" + issue);
    control.untold().closeIssue(REPO, issue, "ada");
    assertThat(events(issue)).containsExactly("cross-referenced", "closed");
    assertThat(events(other)).containsExactly("commented");
  }
}
