package dev.pawl.sandbox.page;

import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.AgentSession;
import dev.pawl.sandbox.world.AgentSetting;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Locale;

/** The agents of a repository with their moods, which can be set here, and their sessions. */
record AgentPages(World world) {
  String of(Repository repository) {
    String name = world.fullName(repository);
    StringBuilder agents = new StringBuilder();
    for (AgentAccount agent : AgentAccount.AGENTS)
      agents.append(Html.row(Html.escape(agent.login()), choice(repository, agent, "/" + name)));
    StringBuilder sessions = new StringBuilder();
    for (AgentSession session : world.rows().sessions.values()) {
      if (!session.repository.equals(name)) continue;
      sessions.append(
          Html.row(
              Html.escape(session.agent),
              Html.link("/" + name + "/issues/" + session.issue, "#" + session.issue),
              String.valueOf(session.attempt),
              session.pull == 0
                  ? ""
                  : Html.link("/" + session.target + "/pull/" + session.pull, "#" + session.pull),
              Html.escape(session.mood.wireName()),
              Html.escape(session.state.name().toLowerCase(Locale.ROOT)),
              Html.escape(session.note == null ? "" : session.note)));
    }
    return "<h2>Agents</h2>"
        + Html.table("Agent,Mood", agents)
        + Html.table("Agent,Issue,Attempt,Pull request,Mood,State,Note", sessions);
  }

  /** A form that sets the mood of an agent; {@code back} is the page that it stands on. */
  String choice(Repository repository, AgentAccount agent, String back) {
    AgentSetting setting = repository.agent(agent);
    boolean enabled =
        agent.equals(AgentAccount.COPILOT) ? repository.copilotEnabled : setting.enabled();
    StringBuilder moods = new StringBuilder();
    // Off is no mood of its own: the agent is then normal, and not enabled.
    moods.append(Form.option("off", "off: is not there", !enabled));
    for (AgentMood mood : AgentMood.values())
      moods.append(
          Form.option(
              mood.wireName(),
              mood.wireName() + ": " + says(mood),
              enabled && mood == setting.mood()));
    String name = world.fullName(repository);
    String whose = " of " + agent.login() + " in " + name;
    StringBuilder times = new StringBuilder(Form.option("", "for good", setting.times() < 0));
    for (int session : List.of(1, 2, 3))
      times.append(
          Form.option(
              String.valueOf(session),
              session == 1 ? "for a session" : "for " + session + " sessions",
              session == setting.times()));
    return Form.to("mood", back)
        .with("repository", name)
        .with("agent", agent.name())
        .choice("mood", "Mood" + whose, moods)
        .choice("times", "How long" + whose, times)
        .button("Set", "Set the mood" + whose);
  }

  private static String says(AgentMood mood) {
    return switch (mood) {
      case NORMAL -> "does its work";
      case FAILS_CHECKS -> "its work does not pass the checks";
      case CONFLICTS -> "somebody changes the same under it";
      case SILENT -> "never begins";
      case FALLS_SILENT -> "is not heard of after its first push";
      case RATE_LIMITED -> "ends on a limit of its own";
      case WAITS_FOR_APPROVAL -> "its checks wait for a person";
      case FORBIDDEN_FILES -> "changes a workflow, too";
      case TWO_PULL_REQUESTS -> "opens a second pull request";
      case NO_CLOSING_WORD -> "does not name the issue";
      case NO_PULL_REQUEST -> "opens none";
      case CLOSES_ITS_OWN -> "closes what it opened";
      case DISCUSSION -> "people talk about its work";
      case ANOTHER_FILE -> "a gap analysis that changes another file";
      case TWO_TASKS -> "a gap analysis with two tasks";
      case EDITS_THE_GOAL -> "a gap analysis that changes the goal";
      case TOUCHES_CODE -> "a capability update that changes code";
      case SAME_TASK_AGAIN -> "a gap analysis that repeats itself";
    };
  }
}
