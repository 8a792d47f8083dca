package dev.pawl.sandbox.world;

import java.util.List;

/**
 * The accounts of coding agents and of continuous integration: bots of other Apps, known by fixed
 * ids as on GitHub. That Copilot is called differently by REST, in requests and by GraphQL:
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions.
 *
 * @param name what the sandbox calls it
 * @param id its account's id
 * @param login as REST answers it
 * @param alias as requests name it where that differs; else the login
 * @param slug as GraphQL answers it
 */
public record AgentAccount(String name, long id, String login, String alias, String slug) {
  public static final AgentAccount COPILOT =
      new AgentAccount(
          "copilot", 198982749L, "Copilot", "copilot-swe-agent[bot]", "copilot-swe-agent");
  public static final AgentAccount CLAUDE = of("claude", 209825114L);
  public static final AgentAccount JULES =
      new AgentAccount(
          "jules",
          161369871L,
          "google-labs-jules[bot]",
          "google-labs-jules[bot]",
          "google-labs-jules");
  public static final AgentAccount OPENHANDS = of("openhands", 165918680L);
  public static final AgentAccount CODEX =
      new AgentAccount(
          "codex",
          199175422L,
          "chatgpt-codex-connector[bot]",
          "chatgpt-codex-connector[bot]",
          "chatgpt-codex-connector");

  /** Runs the checks; its App is the one behind GitHub Actions. */
  public static final AgentAccount CI =
      new AgentAccount(
          "ci", 41898282L, "github-actions[bot]", "github-actions[bot]", "github-actions");

  /** Those that work on issues. */
  public static final List<AgentAccount> AGENTS = List.of(COPILOT, CLAUDE, JULES, OPENHANDS, CODEX);

  public static final List<AgentAccount> ALL =
      List.of(COPILOT, CLAUDE, JULES, OPENHANDS, CODEX, CI);

  /**
   * The id of the App behind a bot: GitHub Actions is 15368; the bot's own for others (assumed).
   */
  public static long app(Account bot) {
    return bot.id == CI.id ? 15368 : bot.id;
  }

  private static AgentAccount of(String name, long id) {
    return new AgentAccount(name, id, name + "[bot]", name + "[bot]", name);
  }
}
