package dev.pawl.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a repository's {@code .github/pawl.yml} says, completed by defaults.
 *
 * @param planning where the loop's files are
 * @param agent who works on issues
 * @param labels the labels that Pawl puts on its issues
 */
public record Settings(Planning planning, Agent agent, Labels labels) {

  /** The file that settings are read from, on the default branch. */
  public static final String FILE = ".github/pawl.yml";

  /** What holds where nothing is said. */
  public static final Settings DEFAULTS =
      new Settings(
          new Planning(
              "planning/vision/goal.md",
              "planning/state/system_capabilities.md",
              "planning/state/goal_reached.md",
              "planning/issue_queue"),
          new Agent(null),
          new Labels("pawl:gap-analysis", "pawl:development", "pawl:repair"));

  /** Paths in the repository, without a leading or trailing slash. */
  public record Planning(String goal, String capabilities, String goalReached, String queue) {}

  /**
   * @param assignee the login that issues are assigned to; null: nobody is
   * @param maxAttempts how many attempts a task has before a person is asked
   */
  public record Agent(@Nullable String assignee, int maxAttempts) {
    private static final int ATTEMPTS = 3;

    public Agent(@Nullable String assignee) {
      this(assignee, ATTEMPTS);
    }
  }

  /**
   * @param gapAnalysis the label of gap-analysis issues
   * @param development the label of development issues
   * @param repair the label of issues that mend the default branch
   */
  public record Labels(String gapAnalysis, String development, String repair) {}
}
