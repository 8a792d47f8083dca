package dev.pawl.settings;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of the section {@code agent}. */
final class AgentKeys {
  static final int MOST_ATTEMPTS = 20;
  static final int MOST_MINUTES = 7 * 24 * 60;

  static final SettingsSection SECTION =
      new SettingsSection(
          "agent",
          "Who works on issues.",
          List.of(
              new SettingsKey(
                  "assignee",
                  Kind.login(),
                  "Who is assigned to Pawl's issues. Absent: nobody is. If GitHub does not accept"
                      + " the account, Pawl says so on the issue, once.",
                  "ada"),
              new SettingsKey(
                  "max_attempts",
                  Kind.number(1, MOST_ATTEMPTS),
                  "How many attempts a task has. When the last one comes to nothing, a person is"
                      + " asked what to do; a task that is"
                      + " [not critical](LOOP.md#tasks-that-you-open) is skipped."),
              new SettingsKey(
                  "use",
                  Kind.lines("list of names"),
                  "The agents that are asked to do tasks: the first one, and where that one cannot"
                      + " be started, or a person wants another, the next. Absent: people take tasks"
                      + " up."),
              new SettingsKey(
                  "backoff_minutes",
                  Kind.number(1, MOST_MINUTES),
                  "How long the second attempt at a task waits; each later one waits twice as long"
                      + " as the one before."),
              new SettingsKey(
                  "profiles",
                  ProfileKeys.kind(),
                  "Agents that are not built in, or not as they are; see below.")));

  private AgentKeys() {}

  /** The place of an agent that is to be used and that nobody has described; -1: there is none. */
  static int unknown(Settings.Agent agent) {
    for (int at = 0; at < agent.use().size(); at++) {
      if (agent.profile(agent.use().get(at)).isEmpty()) {
        return at;
      }
    }
    return -1;
  }

  /** The agent that may have been meant; null: none is near. */
  static @Nullable String near(Settings.Agent agent, String name) {
    return Nearest.of(
            name,
            Stream.concat(AgentPresets.ALL.keySet().stream(), agent.profiles().keySet().stream())
                .sorted()
                .toList())
        .orElse(null);
  }
}
