package dev.pawl.agent;

import dev.pawl.mirror.AgentIdentities;
import dev.pawl.mirror.AgentIdentity;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The agents that are built in, as the mirror knows them in every repository. One that a repository
 * describes itself is known to its policies and guards; its pull requests name their issue.
 */
@ApplicationScoped
class BuiltInAgents implements AgentIdentities {
  private static final List<AgentIdentity> ALL =
      AgentPresets.ALL.entrySet().stream()
          .filter(entry -> !entry.getValue().logins().isEmpty())
          .sorted(Map.Entry.comparingByKey())
          .map(entry -> identity(entry.getKey(), entry.getValue()))
          .toList();

  @Override
  public List<AgentIdentity> of(long repository) {
    return ALL;
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
