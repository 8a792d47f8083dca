package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.AgentSetting;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's small world: acme/lighthouse, ada who may write, mallory who may not. */
record DemoSeed(World world, Acts acts, TokenMint mint) {
  private static final List<String> FILES =
      List.of(
          "README.md",
          ".github/pawl.yml",
          "planning/vision/goal.md",
          "planning/state/system_capabilities.md");

  /** Slow enough to be watched, and quick enough for a turn of the loop within a minute. */
  private static final Duration PACE = Duration.ofMillis(700);

  /** Does nothing where it was done before. With agents they and the checks are at work. */
  void seed(boolean agents) {
    if (world.account("acme") != null) return;
    Account acme = world.createAccount("acme", Account.Type.Organization);
    Account ada = person("ada");
    person("mallory");
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : FILES) files.put(file, resource(file));
    Repository lighthouse =
        acts.repositories.create(
            acme, "lighthouse", "Watches links and tells when one goes dark", false, files, ada);
    lighthouse.permissions.put(ada.id, "write");
    if (agents) {
      world.rows().agentPace = PACE;
      ada.copilotSeat = true;
      lighthouse.copilotEnabled = true;
      lighthouse.ciChecks.add("build");
      for (AgentAccount agent : AgentAccount.AGENTS)
        lighthouse.agents.put(agent.name(), new AgentSetting(true, AgentMood.NORMAL, -1));
    }
    world.changed();
  }

  private Account person(String login) {
    Account account = world.createAccount(login, Account.Type.User);
    world.rows().personalTokens.put(mint.personal(), account.id);
    return account;
  }

  private static String resource(String file) {
    try (InputStream in = DemoSeed.class.getResourceAsStream("/sandbox/lighthouse/" + file)) {
      if (in == null) throw new IllegalStateException("missing resource " + file);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
