package dev.pawl.settings;

import dev.pawl.settings.Settings.Finish;
import dev.pawl.settings.Settings.Profile;
import dev.pawl.settings.Settings.Start;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agents that are built in. */
public final class AgentPresets {
  private static final int HOUR = 60;
  private static final int WEEK = 7 * 24 * HOUR;

  /** By name. Sessions of Copilot end after an hour, so it is not given up before. */
  public static final Map<String, Profile> ALL =
      Map.of(
          "copilot",
          new Profile(
              Start.ASSIGN,
              true,
              "copilot-swe-agent[bot]",
              Set.of(198982749L),
              List.of("Copilot", "copilot-swe-agent", "copilot-swe-agent[bot]"),
              List.of("copilot/"),
              Finish.REVIEW_REQUEST,
              List.of(),
              List.of("copilot stopped work"),
              "@copilot This task has been silent for a while. Please go on with it.",
              1,
              3,
              15,
              75),
          "claude",
          new Profile(
              Start.MENTION,
              true,
              "@claude",
              Set.of(209825114L),
              List.of("claude[bot]"),
              List.of("claude/"),
              Finish.COMMENT,
              List.of("claude finished"),
              List.of("claude encountered an error"),
              "@claude This task has been silent for a while. Please go on with it.",
              1,
              3,
              15,
              HOUR),
          "codex",
          new Profile(
              Start.MENTION,
              true,
              "@codex",
              Set.of(199175422L),
              List.of("chatgpt-codex-connector[bot]"),
              List.of("codex/"),
              Finish.READY,
              List.of(),
              List.of(),
              "@codex This task has been silent for a while. Please go on with it.",
              1,
              3,
              30,
              HOUR),
          "jules",
          new Profile(
              Start.LABEL,
              true,
              "jules",
              Set.of(161369871L),
              List.of("google-labs-jules[bot]"),
              List.of("jules-", "jules/"),
              Finish.READY,
              List.of(),
              List.of("jules could not finish"),
              "",
              1,
              3,
              2 * HOUR,
              2 * HOUR),
          "openhands",
          new Profile(
              Start.DISPATCH,
              false,
              "openhands",
              Set.of(165918680L),
              List.of("openhands[bot]", "openhands-agent"),
              List.of("openhands-fix-issue-", "openhands/"),
              Finish.READY,
              List.of(),
              List.of("openhands failed"),
              "",
              1,
              1,
              30,
              HOUR),
          "person",
          new Profile(
              Start.ASSIGN,
              false,
              "",
              Set.of(),
              List.of(),
              List.of(),
              Finish.READY,
              List.of(),
              List.of(),
              "",
              1,
              100,
              WEEK,
              WEEK));

  private AgentPresets() {}
}
