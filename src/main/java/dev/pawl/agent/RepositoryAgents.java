package dev.pawl.agent;

import dev.pawl.mirror.AgentIdentities;
import dev.pawl.mirror.AgentIdentity;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The agents that are built in, as a repository's own settings would have them, and those that only
 * these describe. One that the loop does not use is known as well: people may give it an issue.
 * Those that it uses come first, for where two descriptions fit one account theirs is meant.
 */
@ApplicationScoped
class RepositoryAgents implements AgentIdentities {
  @Override
  public List<AgentIdentity> of(Settings.Agent settings) {
    Set<String> names = new LinkedHashSet<>(settings.use());
    names.addAll(new TreeSet<>(settings.profiles().keySet()));
    names.addAll(new TreeSet<>(AgentPresets.ALL.keySet()));
    return names.stream()
        .flatMap(name -> settings.profile(name).map(one -> identity(name, one)).stream())
        .filter(agent -> !agent.ids().isEmpty() || !agent.logins().isEmpty())
        .toList();
  }

  private static AgentIdentity identity(String name, Settings.Profile profile) {
    return new AgentIdentity(
        name,
        profile.ids(),
        profile.logins().stream()
            .map(login -> login.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        profile.branches());
  }
}
