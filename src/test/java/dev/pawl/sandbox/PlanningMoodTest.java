package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Moods that change more than a task allows, and that take it out again when told; and talk. */
class PlanningMoodTest extends PlanningStory {
  private static final String TASK = QUEUE + "pending/dev-it-dims-in-ten-steps.md";
  private static final String WORKFLOW = ".github/workflows/ci.yml";

  @Test
  void another_file_is_taken_out_when_told() {
    agents.mood(REPO, "copilot", "another-file", 1);
    int gap = gap();
    assertThat(files(gap)).containsExactlyInAnyOrder(TASK, "README.md");
    assertThat(again(gap)).isEqualTo(gap);
    assertThat(files(gap)).containsExactly(TASK);
    assertThat(messages(gap)).contains("Take out what does not belong here");
    merge(gap);
    assertThat(text("README.md")).isEqualTo("# Lamp\n");
  }

  @Test
  void another_file_stays_as_long_as_the_mood_does() {
    agents.mood(REPO, "copilot", "another-file");
    int gap = gap();
    again(gap);
    assertThat(files(gap)).containsExactlyInAnyOrder(TASK, "README.md");
    int review = done("Review", TEXTS.review("Architecture", "Look."));
    assertThat(files(review)).hasSize(2).contains("README.md");
  }

  @Test
  void of_two_tasks_the_second_is_taken_out_when_told() {
    agents.mood(REPO, "copilot", "two-tasks", 1);
    int gap = gap();
    assertThat(files(gap))
        .containsExactlyInAnyOrder(
            TASK, QUEUE + "pending/dev-it-blinks-when-its-battery-is-low.md");
    again(gap);
    assertThat(files(gap)).containsExactly(TASK);
  }

  @Test
  void the_goal_is_put_back_when_told_and_what_a_person_wrote_meanwhile_stays() {
    agents.mood(REPO, "copilot", "edits-the-goal", 1);
    int gap = gap();
    assertThat(files(gap)).containsExactlyInAnyOrder(TASK, GOAL);
    assertThat(proposed(gap, GOAL)).contains("It does all of this by itself");
    String goal = "Anew.\n\n" + PlanDemo.GOAL;
    commit(Map.of(GOAL, goal));
    again(gap);
    assertThat(files(gap)).containsExactly(TASK);
    assertThat(proposed(gap, GOAL)).isEqualTo(goal);
  }

  @Test
  void code_is_taken_out_of_an_update_when_told() {
    int work = done("Add a lens", TEXTS.development("A lens."));
    merge(work);
    agents.mood(REPO, "copilot", "touches-code", 1);
    int update = update(work);
    assertThat(files(update))
        .containsExactlyInAnyOrder(CAPABILITIES, "src/main/java/lamp/Capabilities.java");
    again(update);
    assertThat(files(update)).containsExactly(CAPABILITIES);
    assertThat(proposed(update, CAPABILITIES)).contains("- Add a lens.");
  }

  @Test
  void the_same_task_comes_again_and_again_each_time_under_a_name_of_its_own() {
    agents.mood(REPO, "copilot", "same-task-again");
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int gap = gap();
      assertThat(files(gap)).hasSize(1);
      merge(gap);
      String path = files(gap).getFirst();
      String task = complete(path);
      assertThat(task).startsWith("# It dims in ten steps\n");
      paths.add(path);
      int work = developed(task);
      assertThat(files(work)).isNotEmpty();
      merge(work);
      int update = update(work);
      assertThat(files(update)).containsExactly(CAPABILITIES);
      merge(update);
    }
    assertThat(paths)
        .containsExactly(TASK, TASK.replace(".md", "-2.md"), TASK.replace(".md", "-3.md"));
  }

  @Test
  void these_moods_leave_development_alone() {
    for (String mood :
        List.of("another-file", "two-tasks", "edits-the-goal", "touches-code", "same-task-again")) {
      agents.mood(REPO, "copilot", mood);
      assertThat(files(done("Add a lens for " + mood, TEXTS.development("Small."))))
          .hasSize(2)
          .allMatch(file -> file.startsWith("src/"));
    }
  }

  @Test
  void a_workflow_is_taken_out_when_told_and_a_persons_push_stays() {
    agents.mood(REPO, "copilot", "forbidden-files", 1);
    int work = done("Add a lens", TEXTS.development("A lens."));
    assertThat(files(work)).contains(WORKFLOW);
    control.pushToPullRequest(REPO, work, "ada", "Say more", Map.of("NOTES.md", "Notes.\n"));
    again(work);
    assertThat(files(work)).hasSize(3).contains("NOTES.md").doesNotContain(WORKFLOW);
  }

  @Test
  void people_talk_about_a_development_once() {
    agents.mood(REPO, "copilot", "discussion");
    int work = done("Add a lens", TEXTS.development("A lens."));
    assertThat(control.comments(REPO, work))
        .extracting(comment -> comment.at("/user/login").asText())
        .containsExactly("ada", "Copilot", "passerby");
    assertThat(
            ada()
                .get(REST + "/collaborators/passerby/permission")
                .json()
                .get("permission")
                .asText())
        .isEqualTo("read");
    assertThat(list(ada().get(REST + "/pulls/" + work + "/reviews").json()))
        .filteredOn(review -> review.at("/user/login").asText().equals("ada"))
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.get("state").asText()).isEqualTo("COMMENTED");
              assertThat(review.get("body").asText()).isNotBlank();
            });
    List<JsonNode> remarks = list(ada().get(REST + "/pulls/" + work + "/comments").json());
    assertThat(remarks)
        .extracting(remark -> remark.at("/user/login").asText())
        .containsExactly("ada", "Copilot");
    assertThat(remarks.getFirst().get("path").asText()).isEqualTo(files(work).getFirst());
    assertThat(remarks.getFirst().get("line").asInt()).isEqualTo(1);
    assertThat(remarks.getLast().get("in_reply_to_id").asLong())
        .isEqualTo(remarks.getFirst().get("id").asLong());
    assertThat(pull(work).at("/requested_reviewers/0/login").asText()).isEqualTo("ada");
    settled();
    assertThat(receiver.names())
        .contains(
            "pull_request_review.submitted",
            "pull_request_review_comment.created",
            "pull_request_review_thread.resolved");
    again(work);
    assertThat(control.comments(REPO, work)).hasSize(4);
    merge(work);
    int update = update(work);
    assertThat(control.comments(REPO, update)).as("nobody talks about planning").isEmpty();
  }

  private List<String> messages(int pull) {
    return list(ada().get(REST + "/pulls/" + pull + "/commits").json()).stream()
        .map(commit -> commit.at("/commit/message").asText())
        .toList();
  }
}
