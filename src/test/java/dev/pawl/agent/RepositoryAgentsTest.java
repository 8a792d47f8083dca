package dev.pawl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.mirror.AgentIdentity;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom the mirror knows as an agent. */
class RepositoryAgentsTest {
  private final RepositoryAgents agents = new RepositoryAgents();

  private List<AgentIdentity> of(String settings) {
    return agents.of(
        ((SettingsLoader.Outcome.Good) SettingsLoader.load(settings)).settings().agent());
  }

  @Test
  void withoutSettingsThoseThatAreBuiltIn() {
    assertThat(agents.of(Settings.DEFAULTS.agent()))
        .extracting(AgentIdentity::name)
        .containsExactly("claude", "codex", "copilot", "jules", "openhands");
    assertThat(agents.of(Settings.DEFAULTS.agent())).contains(AgentIdentity.COPILOT);
  }

  @Test
  void oneThatSettingsDescribeIsKnownBesides() {
    List<AgentIdentity> known =
        of(
            """
            agent:
              profiles:
                lamplighter:
                  start: dispatch
                  word: light-it
                  ids: [4711]
                  logins: ["LampLighter[bot]"]
                  branches: ["lamp/"]
                nobody:
                  start: dispatch
                  word: light-it
                  branches: ["lamp/"]
            """);
    assertThat(known)
        .contains(
            new AgentIdentity(
                "lamplighter", Set.of(4711L), Set.of("lamplighter[bot]"), List.of("lamp/")))
        .as("a branch alone says nothing of who pushed it")
        .noneMatch(agent -> agent.name().equals("nobody"))
        .hasSize(6);
  }

  @Test
  void whatSettingsSayOfABuiltInOneHolds() {
    AgentIdentity claude =
        of("agent:\n  profiles: {claude: {ids: [4711], branches: [work/]}}\n").stream()
            .filter(agent -> agent.name().equals("claude"))
            .findFirst()
            .orElseThrow();
    assertThat(claude.ids()).containsExactly(4711L);
    assertThat(claude.branches()).containsExactly("work/");
    assertThat(claude.logins()).containsExactly("claude[bot]");
  }

  /** Who asks the same account in another way means that way. */
  @Test
  void theOneInUseComesFirst() {
    long copilot = AgentPresets.ALL.get("copilot").ids().iterator().next();
    String profiles =
        "  profiles: {asked: {start: mention, word: \"@x\", ids: [" + copilot + "]}}\n";
    assertThat(of("agent:\n  use: [asked, jules]\n" + profiles))
        .extracting(AgentIdentity::name)
        .startsWith("asked", "jules");
    assertThat(of("agent:\n  use: [copilot]\n" + profiles))
        .extracting(AgentIdentity::name)
        .startsWith("copilot", "asked");
  }
}
