package dev.pawl.sandbox.act;

import dev.pawl.sandbox.world.MergeSettings;
import dev.pawl.sandbox.world.Protection;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Ruleset;
import dev.pawl.sandbox.world.World;

/**
 * What branches and repositories ask of merges. The webhooks of it need a permission that the App
 * does not ask for, so nobody is told:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_ruleset.
 */
public final class RuleActs {
  private final World world;

  RuleActs(World world) {
    this.world = world;
  }

  /** Protects a branch; with nothing asked for it no longer is. */
  public void protect(Repository repository, String branch, Protection protection) {
    if (protection.equals(Protection.NONE)) repository.protections.remove(branch);
    else repository.protections.put(branch, protection);
    world.changed();
  }

  /** Adds a ruleset, or puts it in the place of the one of the same name. */
  public Ruleset put(Repository repository, Ruleset ruleset) {
    repository.rulesets.values().removeIf(other -> other.name.equals(ruleset.name));
    ruleset.id = world.nextId();
    ruleset.createdAt = world.now();
    ruleset.updatedAt = ruleset.createdAt;
    // A pattern that is none is refused at once, not at the first merge.
    boolean unused = ruleset.holds(repository, repository.defaultBranch);
    repository.rulesets.put(ruleset.id, ruleset);
    world.changed();
    return ruleset;
  }

  public void remove(Repository repository, long id) {
    repository.rulesets.remove(id);
    world.changed();
  }

  public void merging(Repository repository, MergeSettings settings) {
    repository.merging = settings;
    world.changed();
  }
}
