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
  CLOSES_ITS_OWN;

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
