package dev.pawl.agent.policy;

import dev.pawl.settings.Settings;
import org.jspecify.annotations.Nullable;

/** One write that an agent is to be moved by. Each has a key that names it for ever. */
public sealed interface AgentStep {
  String key();

  /** One sentence for people. */
  String reason();

  /**
   * Ask an agent to work on an issue.
   *
   * @param execution the attempt's id
   * @param agent the agent's name
   * @param attempt which attempt it is, from 1 on
   * @param pullRequest the one that is there already; null: none
   * @param before why the attempt before failed; null for the first
   */
  record Start(
      String key,
      String reason,
      long execution,
      String agent,
      Settings.Profile profile,
      int issue,
      int attempt,
      @Nullable Integer pullRequest,
      @Nullable String before)
      implements AgentStep {}

  /**
   * Remind an agent.
   *
   * @param place the issue, or the pull request that is there already
   * @param aimed whether the place is a pull request
   */
  record Nudge(
      String key, String reason, String agent, Settings.Profile profile, int place, boolean aimed)
      implements AgentStep {}

  /**
   * Give an issue its text back, before anybody is asked to go by it.
   *
   * @param text all of it
   */
  record Restore(String key, String reason, int issue, String text) implements AgentStep {}

  /**
   * Say on the issue, once, why an agent could not be started.
   *
   * @param outcome one of {@link StartOutcome}, or another word of the effect's
   */
  record Explain(String key, String reason, String agent, int issue, String outcome)
      implements AgentStep {}
}
