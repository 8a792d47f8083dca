package dev.pawl.sandbox.world;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules for the branches that some patterns name. Nobody may bypass them here (ours). Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets.
 */
public final class Ruleset {
  /**
   * One rule in the words of REST.
   *
   * @param type such as {@code pull_request}
   * @param parameters by the names of https://docs.github.com/en/rest/repos/rules; empty where a
   *     type has none
   */
  public record Rule(String type, Map<String, Object> parameters) {
    public Rule {
      parameters = new LinkedHashMap<>(parameters);
    }

    boolean flag(String name) {
      return Boolean.TRUE.equals(parameters.get(name));
    }

    int number(String name) {
      return parameters.get(name) instanceof Number number ? number.intValue() : 0;
    }

    List<?> list(String name) {
      return parameters.get(name) instanceof List<?> list ? list : List.of();
    }
  }

  public long id;
  public String name = "";

  /** active, evaluate or disabled; only the first holds. */
  public String enforcement = "active";

  /** {@code ~ALL}, {@code ~DEFAULT_BRANCH} or patterns of full ref names. */
  public List<String> include = new ArrayList<>();

  public List<String> exclude = new ArrayList<>();
  public List<Rule> rules = new ArrayList<>();
  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;

  /** Whether it is enforced on that branch. */
  public boolean holds(Repository repository, String branch) {
    return enforcement.equals("active")
        && include.stream().anyMatch(pattern -> matches(pattern, repository, branch))
        && exclude.stream().noneMatch(pattern -> matches(pattern, repository, branch));
  }

  private static boolean matches(String pattern, Repository repository, String branch) {
    return switch (pattern) {
      case "~ALL" -> true;
      case "~DEFAULT_BRANCH" -> branch.equals(repository.defaultBranch);
      default ->
          FileSystems.getDefault()
              .getPathMatcher("glob:" + pattern)
              .matches(Path.of("refs/heads/" + branch));
    };
  }
}
