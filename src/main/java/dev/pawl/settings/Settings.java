package dev.pawl.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a repository's {@code .github/pawl.yml} says, completed by defaults.
 *
 * @param planning where the loop's files are
 * @param agent who works on issues
 * @param labels the labels that Pawl puts on its issues
 * @param merge what a pull request must be like to be merged, and how that is done
 */
public record Settings(Planning planning, Agent agent, Labels labels, Merge merge) {

  /** The file that settings are read from, on the default branch. */
  public static final String FILE = ".github/pawl.yml";

  /** What holds where nothing is said. */
  public static final Settings DEFAULTS =
      new Settings(
          new Planning(
              "planning/vision/goal.md",
              "planning/state/system_capabilities.md",
              "planning/state/goal_reached.md",
              "planning/issue_queue",
              "planning/reviews"),
          new Agent(null),
          new Labels("pawl:gap-analysis", "pawl:development", "pawl:repair"),
          new Merge(
              Method.SQUASH,
              false,
              true,
              true,
              List.of("wip", "wip:*", "wip *", "*[wip]*", "*(wip)*", "draft:*", "*[draft]*"),
              List.of("do-not-merge", "hold", "wip"),
              List.of(),
              100,
              5_000,
              true));

  public Settings(Planning planning, Agent agent, Labels labels) {
    this(planning, agent, labels, DEFAULTS.merge());
  }

  /** Paths in the repository, without a leading or trailing slash. */
  public record Planning(
      String goal, String capabilities, String goalReached, String queue, String reviews) {}

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

  /** How a pull request becomes part of its base. */
  public enum Method {
    MERGE,
    SQUASH,
    REBASE;

    /** As GitHub and the settings name it, such as {@code squash}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param allowNoChecks whether a head on which no check ran may be merged
   * @param allowNeutral whether a check that ended as neutral counts as passed
   * @param allowSkipped whether a check that was skipped counts as passed
   * @param wip titles of work in progress; {@code *} stands for any text, case does not matter
   * @param holdLabels labels that keep a pull request from being merged
   * @param guardedPaths paths that Pawl never merges a change of; {@code *} stands for any text
   *     without a slash, {@code **} for any text
   * @param maxFiles how many files may change
   * @param maxLines how many lines may be added and deleted together
   * @param deleteBranch whether the branch goes when it was merged
   */
  public record Merge(
      Method method,
      boolean allowNoChecks,
      boolean allowNeutral,
      boolean allowSkipped,
      List<String> wip,
      List<String> holdLabels,
      List<String> guardedPaths,
      int maxFiles,
      int maxLines,
      boolean deleteBranch) {
    public Merge {
      wip = List.copyOf(wip);
      holdLabels = List.copyOf(holdLabels);
      guardedPaths = List.copyOf(guardedPaths);
    }
  }
}
