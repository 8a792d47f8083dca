package dev.pawl.agent.policy;

import org.jspecify.annotations.Nullable;

/** What has come about for an attempt, as the view tells it. */
public sealed interface AgentChange {
  /**
   * Whom to ask is chosen.
   *
   * @param head of the pull request that is there already; null: none
   */
  record Chosen(long execution, String agent, @Nullable String head) implements AgentChange {}

  record Asked(long execution) implements AgentChange {}

  record Nudged(long execution, int times) implements AgentChange {}

  /** The attempt came to nothing; there may be another. */
  record Failed(long phase, String why) implements AgentChange {}

  /**
   * Only a person can go on.
   *
   * @param help what the person can do about it, as one sentence; null: choose how it goes on
   */
  record Blocked(long phase, String why, @Nullable String help) implements AgentChange {
    public Blocked(long phase, String why) {
      this(phase, why, null);
    }
  }
}
