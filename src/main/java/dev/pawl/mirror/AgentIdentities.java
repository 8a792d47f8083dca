package dev.pawl.mirror;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The coding agents that a repository's loop may use, as GitHub knows them. */
public interface AgentIdentities {
  /**
   * @param repository GitHub's id of the repository
   */
  List<AgentIdentity> of(long repository);

  /** The agent that an account is; empty for anybody else. */
  default Optional<AgentIdentity> find(
      long repository, @Nullable Long id, String login, boolean bot) {
    return of(repository).stream().filter(agent -> agent.is(id, login, bot)).findFirst();
  }

  /** What is known without any settings: Copilot. */
  @DefaultBean
  @ApplicationScoped
  class Known implements AgentIdentities {
    @Override
    public List<AgentIdentity> of(long repository) {
      return List.of(AgentIdentity.COPILOT);
    }
  }
}
