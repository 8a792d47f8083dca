package dev.pawl.sandbox;

import dev.pawl.sandbox.world.AgentMood;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The demo of what goes wrong in planning: repositories with a goal, in each a coding agent that
 * does its planning tasks in a way of its own. Nothing has to be opened there; the goal is enough.
 */
public final class PlanDemo {
  /** The organization that has the repositories. */
  public static final String OWNER = "plans";

  private static final int ALWAYS = -1;

  /** Its sessions are a gap analysis, a development, and then the update that strays. */
  private static final int UPDATE = 3;

  /** Each mood that takes a goal. */
  public static final List<MoodDemo.Task> TASKS =
      List.of(
          new MoodDemo.Task(
              "another-file",
              "An agent whose gap analysis changes another file, once",
              AgentMood.ANOTHER_FILE,
              1,
              2),
          new MoodDemo.Task(
              "two-tasks",
              "An agent whose gap analysis proposes two tasks, once",
              AgentMood.TWO_TASKS,
              1,
              2),
          new MoodDemo.Task(
              "edits-the-goal",
              "An agent whose gap analysis changes the goal",
              AgentMood.EDITS_THE_GOAL,
              ALWAYS,
              2),
          new MoodDemo.Task(
              "touches-code",
              "An agent whose capability update changes code, once",
              AgentMood.TOUCHES_CODE,
              UPDATE,
              2),
          new MoodDemo.Task(
              "same-task-again",
              "An agent that proposes the same task again and again",
              AgentMood.SAME_TASK_AGAIN,
              ALWAYS,
              2));

  /** Three small points, so that a goal is reached before the visitor has gone. */
  public static final String GOAL =
      """
      # Goal

      A lamp that a small program can light.

      - It dims in ten steps.
      - It blinks when its battery is low.
      - It turns itself off at sunrise.
      """;

  private PlanDemo() {}

  /** As {@link MoodDemo#seed(URI)}: what is there already stays as it is. */
  public static void seed(URI sandbox) {
    MoodDemo.seed(sandbox, OWNER, TASKS, Map.of("planning/vision/goal.md", GOAL));
  }

  /** Makes one of the repositories for another owner, where the given person may write. */
  public static void seed(URI sandbox, String owner, String person, MoodDemo.Task task) {
    MoodDemo.seed(sandbox, owner, person, task, Map.of("planning/vision/goal.md", GOAL));
  }
}
