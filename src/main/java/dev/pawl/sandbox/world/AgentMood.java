package dev.pawl.sandbox.world;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a scripted agent behaves in its next sessions. */
public enum AgentMood {
  NORMAL,
  /** What it pushes does not pass the checks. */
  FAILS_CHECKS,
  /** Somebody changes the default branch under it, so that its branch conflicts. */
  CONFLICTS,
  /** Never starts. */
  SILENT,
  /** Starts, pushes once, and is not heard of again. */
  FALLS_SILENT,
  /** Its session ends on a rate limit of its own. */
  RATE_LIMITED,
  /** Its workflows wait for a person's approval. */
  WAITS_FOR_APPROVAL,
  /** Changes a workflow file beside its work. */
  FORBIDDEN_FILES,
  /** Opens a second pull request for the same issue. */
  TWO_PULL_REQUESTS,
  /** Does not name the issue in its pull request. */
  NO_CLOSING_WORD,
  /** Ends without a pull request. */
  NO_PULL_REQUEST,
  /** Closes its own pull request. */
  CLOSES_ITS_OWN,
  /** People talk about the work of a development task, some who may write and some who may not. */
  DISCUSSION,
  /** A gap analysis or a review that changes the README too. */
  ANOTHER_FILE,
  /** A gap analysis that proposes two tasks. */
  TWO_TASKS,
  /** A gap analysis that changes the goal too. */
  EDITS_THE_GOAL,
  /** A capability update that changes code too. */
  TOUCHES_CODE,
  /** A gap analysis that proposes the goal's first point, whatever was made of it before. */
  SAME_TASK_AGAIN;

  /** Whether it changes what its task does not allow. */
  public boolean strays() {
    return switch (this) {
      case FORBIDDEN_FILES, ANOTHER_FILE, TWO_TASKS, EDITS_THE_GOAL, TOUCHES_CODE -> true;
      default -> false;
    };
  }

  /** Such as {@code fails-checks}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null where there is none of that name. */
  public static @Nullable AgentMood of(String wireName) {
    for (AgentMood mood : values()) if (mood.wireName().equals(wireName)) return mood;
    return null;
  }
}
