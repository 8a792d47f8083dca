package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.world.AgentMood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo of moods has each of them, and is made once. */
class MoodDemoTest {
  @Test
  void everyMoodHasATask() {
    List<MoodDemo.Task> all = new ArrayList<>(MoodDemo.TASKS);
    all.addAll(PlanDemo.TASKS);
    assertThat(all).extracting(MoodDemo.Task::mood).contains(AgentMood.values());
    assertThat(all).extracting(MoodDemo.Task::repository).doesNotHaveDuplicates();
    assertThat(all).extracting(MoodDemo.Task::title).doesNotHaveDuplicates();
  }

  @Test
  void itIsMadeOnceAndWhatIsThereStays() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
      Demo.seed(sandbox.url());
      SandboxControl control = new SandboxControl(sandbox.url());
      AgentControl agents = new AgentControl(control);
      MoodDemo.seed(sandbox.url());
      for (MoodDemo.Task task : MoodDemo.TASKS) {
        JsonNode copilot = agents.agents(MoodDemo.OWNER + "/" + task.repository());
        assertThat(copilot.at("/agents/copilot/enabled").asBoolean()).isTrue();
        assertThat(copilot.at("/agents/copilot/mood").asText()).isEqualTo(task.mood().wireName());
        assertThat(copilot.at("/agents/copilot/times").asInt(-1)).isEqualTo(task.sessions());
        assertThat(copilot.path("checks")).hasSize(1);
      }
      assertThat(control.installationOf(MoodDemo.OWNER)).isPositive();

      String twice = MoodDemo.OWNER + "/fails-checks-twice";
      agents.pace(Duration.ZERO);
      int issue = control.openIssue(twice, "ada", "An agent that fails its checks twice", "");
      control.editIssue(twice, issue, "ada", Map.of("assignees", List.of("Copilot")));
      agents.ended(1, "FINISHED");
      MoodDemo.seed(sandbox.url());
      assertThat(agents.agents(twice).at("/agents/copilot/times").asInt())
          .as("what it has used up stays used up")
          .isEqualTo(1);
      assertThat(control.issues(twice)).hasSize(2);
    }
  }

  @Test
  void plansHaveAGoalAndAreMadeOnce() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
      Demo.seed(sandbox.url());
      SandboxControl control = new SandboxControl(sandbox.url());
      AgentControl agents = new AgentControl(control);
      PlanDemo.seed(sandbox.url());
      for (MoodDemo.Task task : PlanDemo.TASKS) {
        String repository = PlanDemo.OWNER + "/" + task.repository();
        assertThat(agents.agents(repository).at("/agents/copilot/mood").asText())
            .isEqualTo(task.mood().wireName());
        assertThat(
                new Api(control.url(), null)
                    .get("/repos/" + repository + "/contents/planning/vision/goal.md")
                    .json()
                    .get("size")
                    .asInt())
            .isEqualTo(PlanDemo.GOAL.length());
        assertThat(control.issues(repository)).isEmpty();
      }
      String once = PlanDemo.OWNER + "/two-tasks";
      agents.pace(Duration.ZERO);
      String text = TaskTexts.usual().gapAnalysis("", false);
      int issue = control.openIssue(once, "ada", "Gap analysis", text);
      control.editIssue(once, issue, "ada", Map.of("assignees", List.of("Copilot")));
      int pull = agents.ended(1, "FINISHED").get("pull").asInt();
      assertThat(control.pullRequest(once, pull).get("changed_files").asInt()).isEqualTo(2);
      PlanDemo.seed(sandbox.url());
      assertThat(agents.agents(once).at("/agents/copilot/mood").asText())
          .as("what it has used up stays used up")
          .isEqualTo("normal");
      assertThat(control.installationOf(PlanDemo.OWNER)).isPositive();
    }
  }
}
