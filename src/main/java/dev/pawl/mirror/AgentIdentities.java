package dev.pawl.mirror;

import dev.pawl.settings.Settings;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The coding agents that a repository's loop may use, as GitHub knows them. */
public interface AgentIdentities {
  /**
   * The first that fits an account is the one that is meant.
   *
   * @param settings those in force: what a pull request would change of them counts for nothing
   */
  List<AgentIdentity> of(Settings.Agent settings);

  /** What is known without any settings: Copilot. */
  @DefaultBean
  @ApplicationScoped
  class Known implements AgentIdentities {
    @Override
    public List<AgentIdentity> of(Settings.Agent settings) {
      return List.of(AgentIdentity.COPILOT);
    }
  }
}
