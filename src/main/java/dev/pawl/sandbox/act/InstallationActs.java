package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens to installations. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation.
 */
public final class InstallationActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;

  public InstallationActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  public Installation install(Account account, boolean all, List<Repository> selected, Account by) {
    Installation installation = new Installation();
    installation.id = world.nextId();
    installation.account = account.id;
    installation.all = all;
    selected.forEach(repository -> installation.selected.add(repository.id));
    installation.permissions = new TreeMap<>(world.app().permissions());
    installation.events.addAll(world.app().events());
    installation.createdAt = world.now();
    installation.updatedAt = installation.createdAt;
    world.rows().installations.put(installation.id, installation);
    world.changed();
    hooks.tellInstallation(
        "installation",
        "created",
        installation,
        by,
        "repositories",
        named(world.repositoriesOf(installation)),
        "requester",
        null);
    return installation;
  }

  public void uninstall(Installation installation, Account by) {
    ArrayNode repositories = named(world.repositoriesOf(installation));
    world.rows().installations.remove(installation.id);
    world.rows().accessTokens.values().removeIf(token -> token.installation() == installation.id);
    world.changed();
    hooks.tellInstallation(
        "installation", "deleted", installation, by, "repositories", repositories);
  }

  public void suspend(Installation installation, Account by) {
    installation.suspendedAt = world.now();
    installation.suspendedBy = by.id;
    touch(installation);
    hooks.tellInstallation("installation", "suspend", installation, by);
  }

  public void unsuspend(Installation installation, Account by) {
    installation.suspendedAt = null;
    installation.suspendedBy = null;
    touch(installation);
    hooks.tellInstallation("installation", "unsuspend", installation, by);
  }

  public void acceptPermissions(
      Installation installation, Map<String, String> permissions, Account by) {
    installation.permissions = new TreeMap<>(permissions);
    touch(installation);
    hooks.tellInstallation("installation", "new_permissions_accepted", installation, by);
  }

  public void select(
      Installation installation, List<Repository> add, List<Repository> remove, Account by) {
    add.forEach(repository -> installation.selected.add(repository.id));
    remove.forEach(repository -> installation.selected.remove(repository.id));
    touch(installation);
    if (!add.isEmpty()) tellSelected(installation, "added", add, List.of(), by);
    if (!remove.isEmpty()) tellSelected(installation, "removed", List.of(), remove, by);
  }

  /**
   * Also told when a repository comes to or leaves an account whose every repository is covered.
   */
  public void tellSelected(
      Installation installation,
      String action,
      List<Repository> added,
      List<Repository> removed,
      Account by) {
    hooks.tellInstallation(
        "installation_repositories",
        action,
        installation,
        by,
        "repository_selection",
        installation.all ? "all" : "selected",
        "repositories_added",
        named(added),
        "repositories_removed",
        named(removed),
        "requester",
        null);
  }

  private void touch(Installation installation) {
    installation.updatedAt = world.now();
    world.changed();
  }

  private ArrayNode named(List<Repository> repositories) {
    return Json.array(repositories.stream().map(shapes.repositories::named));
  }
}
