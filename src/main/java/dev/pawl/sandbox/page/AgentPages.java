package dev.pawl.sandbox.page;

import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.AgentSession;
import dev.pawl.sandbox.world.AgentSetting;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.Locale;

/** The agents of a repository with their moods, which can be set here, and their sessions. */
record AgentPages(World world) {
  /** The one script of the pages: it tells the control API of a mood that was chosen. */
  private static final String SCRIPT =
      """
      <script>
      document.querySelectorAll('select[data-set]').forEach(choice =>
        choice.addEventListener('change', async () => {
          const answer = await fetch(choice.dataset.set, {
            method: 'PUT', body: JSON.stringify({mood: choice.value, enabled: choice.value !== 'off'})
          });
          if (answer.ok) location.reload(); else alert(await answer.text());
        }));
      </script>
      """;

  String of(Repository repository) {
    String name = world.fullName(repository);
    StringBuilder agents = new StringBuilder();
    for (AgentAccount agent : AgentAccount.AGENTS)
      agents.append(Html.row(Html.escape(agent.login()), choice(repository, name, agent)));
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
        + Html.table("Agent,Issue,Attempt,Pull request,Mood,State,Note", sessions)
        + SCRIPT;
  }

  private String choice(Repository repository, String name, AgentAccount agent) {
    AgentSetting setting = repository.agent(agent);
    boolean enabled =
        agent.equals(AgentAccount.COPILOT) ? repository.copilotEnabled : setting.enabled();
    StringBuilder options = new StringBuilder();
    // Off is no mood of its own: the agent is then normal, and not enabled.
    options.append(option("off", !enabled));
    for (AgentMood mood : AgentMood.values())
      options.append(option(mood.wireName(), enabled && mood == setting.mood()));
    return "<select aria-label=\"Mood of "
        + Html.escape(agent.login())
        + "\" data-set=\"/_sandbox/repositories/"
        + Html.escape(name)
        + "/agents/"
        + agent.name()
        + "\">"
        + options
        + "</select>"
        + (setting.times() < 0 ? "" : " " + setting.times() + " times more");
  }

  private static String option(String name, boolean chosen) {
    return "<option" + (chosen ? " selected" : "") + ">" + name + "</option>";
  }
}
