package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The planning tasks, given by the texts that Pawl writes, done and merged over HTTP. */
class PlanningStoryTest extends PlanningStory {
  @Test
  void a_goal_of_three_points_is_reached_after_the_third() {
    List<String> titles = new ArrayList<>();
    for (int turn = 1; turn <= 3; turn++) {
      int gap = gap();
      assertThat(files(gap)).hasSize(1);
      String path = files(gap).getFirst();
      assertThat(path).startsWith(QUEUE + "pending/dev-");
      merge(gap);
      String task = complete(path);
      assertThat(task)
          .startsWith("# ")
          .contains("## What must exist", "## How one sees that it works", "## Tests");
      int work = developed(task);
      assertThat(files(work)).hasSize(2).allMatch(file -> file.startsWith("src/"));
      merge(work);
      int update = update(work);
      assertThat(files(update)).containsExactly(CAPABILITIES);
      merge(update);
      String title = task.lines().findFirst().orElseThrow().substring(2);
      assertThat(text(CAPABILITIES).lines().filter(line -> line.equals("- " + title + ".")))
          .hasSize(1);
      assertThat(text(CAPABILITIES).lines().filter(line -> line.startsWith("- "))).hasSize(turn);
      titles.add(title);
    }
    assertThat(titles)
        .containsExactly(
            "It dims in ten steps",
            "It blinks when its battery is low",
            "It turns itself off at sunrise");
    int last = gap();
    assertThat(files(last)).containsExactly(REACHED);
    merge(last);
    assertThat(text(REACHED)).contains(blob(GOAL)).contains(titles);
  }

  @Test
  void a_gap_analysis_shows_itself_as_a_development_does() {
    int gap = gap();
    JsonNode pull = pull(gap);
    concluded(gap, "success");
    settled();
    assertThat(pull.get("draft").asBoolean()).isTrue();
    assertThat(pull.get("title").asText()).isEqualTo("Next task: It dims in ten steps");
    assertThat(pull.get("body").asText()).contains("Fixes #1");
    assertThat(pull.at("/requested_reviewers/0/login").asText()).isEqualTo("ada");
    assertThat(agents.events(REPO, gap))
        .containsExactly("copilot_work_started", "copilot_work_finished");
    JsonNode opened =
        receiver.received().stream()
            .filter(r -> r.name().equals("pull_request.opened"))
            .findFirst()
            .orElseThrow()
            .json();
    assertThat(opened.at("/pull_request/title").asText()).isEqualTo("[WIP] Gap analysis");
    assertThat(ada().get(REST + "/issues/1/reactions").json()).hasSize(1);
  }

  @Test
  void what_waits_or_is_told_already_is_not_proposed() {
    commit(
        Map.of(
            QUEUE + "processed/dev-it-dims-in-ten-steps.md",
            "# Dim\n",
            CAPABILITIES,
            "# Can\n\n- it BLINKS when its battery is low, brightly.\n"));
    assertThat(files(gap()))
        .containsExactly(QUEUE + "pending/dev-it-turns-itself-off-at-sunrise.md");
  }

  @Test
  void a_changed_goal_is_reached_anew() {
    commit(
        Map.of(
            CAPABILITIES,
            "- It dims in ten steps\n- It blinks when its battery is low\n"
                + "- It turns itself off at sunrise\n",
            REACHED,
            "Compared with an older blob.\n"));
    String before = blob(GOAL);
    commit(Map.of(GOAL, PlanDemo.GOAL + "\nSoon.\n"));
    int gap = gap();
    assertThat(files(gap)).containsExactly(REACHED);
    assertThat(proposed(gap, REACHED)).contains(blob(GOAL)).doesNotContain(before, "older");
  }

  @Test
  void an_update_adds_one_bullet_and_leaves_the_rest() {
    int work = done("Add a lens", TEXTS.development("A lens in front of the lamp."));
    merge(work);
    commit(Map.of(CAPABILITIES, "# Can\n\n- It is there.\n\nIt has no lens.\n"));
    int update = update(work);
    assertThat(files(update)).containsExactly(CAPABILITIES);
    assertThat(proposed(update, CAPABILITIES))
        .isEqualTo("# Can\n\n- It is there.\n- Add a lens.\n\nIt has no lens.\n");
  }

  @Test
  void a_review_becomes_a_file_and_its_advice_tasks() {
    merge(done("Add a lens", TEXTS.development("A lens in front of the lamp.")));
    String text = TEXTS.review("Mission alignment", "Look whether it serves the goal.");
    int review = done("Review: Mission alignment", text);
    assertThat(files(review)).hasSize(1);
    String path = files(review).getFirst();
    assertThat(path).matches("planning/reviews/review-\\d{4}-\\d\\d-\\d\\d-mission-alignment\\.md");
    merge(review);
    assertThat(files(done("Again", text)).getFirst()).isEqualTo(path.replace(".md", "-2.md"));

    int tasks = done("Tasks of a review", TEXTS.reviewConsumption(path));
    assertThat(files(tasks))
        .containsExactlyInAnyOrder(
            QUEUE + "pending/review-say-what-happens-on-a-timeout.md",
            QUEUE + "pending/review-test-addalens-at-its-limits.md");
    assertThat(proposed(tasks, QUEUE + "pending/review-test-addalens-at-its-limits.md"))
        .startsWith("# Test AddALens at its limits\n")
        .contains("`" + path + "` says: Test AddALens at its limits. Its test");
    merge(tasks);
    String task = complete(QUEUE + "pending/review-test-addalens-at-its-limits.md");
    assertThat(files(developed(task)))
        .containsExactlyInAnyOrder(
            "src/main/java/lamp/TestAddalensAtItsLimits.java",
            "src/test/java/lamp/TestAddalensAtItsLimitsTest.java");
    assertThat(files(done("Tasks once more", TEXTS.reviewConsumption(path))))
        .contains(QUEUE + "pending/review-test-addalens-at-its-limits-2.md");
  }

  @Test
  void planning_files_may_be_elsewhere() {
    TaskTexts elsewhere = TaskTexts.elsewhere();
    commit(Map.of("aim/north.md", "- It shines.\n"));
    int gap = done("What is next?", elsewhere.gapAnalysis("", false));
    assertThat(files(gap)).containsExactly("aim/line/pending/dev-it-shines.md");
    merge(gap);
    complete("aim/line/pending/dev-it-shines.md");
    int reached = done("What is next?", elsewhere.gapAnalysis("", false));
    assertThat(files(reached)).containsExactly("aim/arrived.md");
    assertThat(proposed(reached, "aim/arrived.md")).contains(blob("aim/north.md"));
    merge(reached);
    int update = done("Tell", elsewhere.capabilityUpdate(gap, "Next task", ""));
    assertThat(files(update)).containsExactly("aim/able.md");
  }

  @Test
  void the_other_moods_hold_for_planning_too() {
    agents.mood(REPO, "copilot", "fails-checks", 1);
    int gap = gap();
    concluded(gap, "failure");
    assertThat(again(gap)).isEqualTo(gap);
    concluded(gap, "success");
    assertThat(files(gap)).hasSize(1);
    assertThat(pull(gap).get("body").asText()).contains("This is attempt 2.");
  }
}
