package dev.pawl.effect;

import dev.pawl.github.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an effect goes.
 *
 * @param key the effect's key, for the marker
 * @param plannedAt when it was first intended: what is older cannot be its result
 */
public record EffectTarget(
    String key,
    long repositoryId,
    long installationId,
    String owner,
    String name,
    Instant plannedAt) {

  public Principal principal() {
    return new Principal.Installation(installationId);
  }

  /**
   * In whose name it is written.
   *
   * @param person whether that is the person whose token Pawl was given
   */
  public Principal principal(boolean person) {
    return person ? new Principal.Person() : principal();
  }

  /** The repository's part of a request's path. */
  public Map<String, String> path() {
    return Map.of("owner", owner, "repo", name);
  }

  /** The path's part that names one pull request of the repository. */
  public Map<String, String> pullPath(int number) {
    Map<String, String> path = new HashMap<>(path());
    path.put("pull_number", Integer.toString(number));
    return path;
  }

  /** The path's part that names one issue or pull request of the repository. */
  public Map<String, String> issuePath(int number) {
    Map<String, String> path = new HashMap<>(path());
    path.put("issue_number", Integer.toString(number));
    return path;
  }
}
