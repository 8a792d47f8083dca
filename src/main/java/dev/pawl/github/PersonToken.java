package dev.pawl.github;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The token of the person in whose name agents are started that take orders from people only. It is
 * sent to GitHub and shown to nobody.
 *
 * @see <a
 *     href="https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions">Which
 *     tokens start Copilot</a>
 */
@ApplicationScoped
public class PersonToken {
  private final Optional<String> token;

  PersonToken(@ConfigProperty(name = "pawl.user-token") Optional<String> token) {
    this.token = token.map(String::strip).filter(text -> !text.isEmpty());
  }

  Optional<String> token() {
    return token;
  }

  @Override
  public String toString() {
    return "PersonToken[" + (token.isPresent() ? "given" : "none") + "]";
  }
}
