package dev.pawl.sandbox.act;

import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.Protection;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to repositories. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository.
 */
public final class RepositoryActs {
  /**
   * The labels of every new repository:
   * https://docs.github.com/en/issues/using-labels-and-milestones-to-track-work/managing-labels#about-default-labels.
   */
  private static final String[][] DEFAULT_LABELS = {
    {"bug", "d73a4a", "Something isn't working"},
    {"documentation", "0075ca", "Improvements or additions to documentation"},
    {"duplicate", "cfd3d7", "This issue or pull request already exists"},
    {"enhancement", "a2eeef", "New feature or request"},
    {"good first issue", "7057ff", "Good for newcomers"},
    {"help wanted", "008672", "Extra attention is needed"},
    {"invalid", "e4e669", "This doesn't seem right"},
    {"question", "d876e3", "Further information is requested"},
    {"wontfix", "ffffff", "This will not be worked on"}
  };

  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private final GitActs gitActs;
  private final InstallationActs installationActs;

  public RepositoryActs(
      World world, Shapes shapes, Hooks hooks, GitActs gitActs, InstallationActs installationActs) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
    this.gitActs = gitActs;
    this.installationActs = installationActs;
  }

  public Repository create(
      Account owner,
      String name,
      @Nullable String description,
      boolean isPrivate,
      Map<String, String> files,
      Account by) {
    Repository repository = blank(owner, name, description, isPrivate);
    announce(repository, by);
    if (!files.isEmpty()) {
      Map<String, byte @Nullable []> contents = new LinkedHashMap<>();
      files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
      gitActs.commit(
          repository, Actor.person(by), repository.defaultBranch, "Initial commit", contents);
    }
    return repository;
  }

  /**
   * Copies a repository with its branches to another owner; issues are off there, as on GitHub.
   * Source: https://docs.github.com/en/rest/repos/forks#create-a-fork.
   */
  public Repository fork(
      Repository parent, Account owner, String name, boolean defaultBranchOnly, Account by) {
    Repository fork = blank(owner, name, parent.description, parent.isPrivate);
    fork.forkOf = parent.id;
    fork.defaultBranch = parent.defaultBranch;
    fork.hasIssues = false;
    fork.pushedAt = parent.pushedAt;
    GitRepository from = world.git.of(parent);
    GitRepository to = world.git.of(fork);
    from.refs("refs/heads/")
        .forEach(
            (ref, sha) -> {
              if (defaultBranchOnly && !ref.equals("refs/heads/" + parent.defaultBranch)) return;
              to.copy(from, sha);
              to.setRef(ref, sha);
            });
    announce(fork, by);
    hooks.tell("fork", null, parent, by, "forkee", shapes.repositories.basic(fork));
    return fork;
  }

  private Repository blank(
      Account owner, String name, @Nullable String description, boolean isPrivate) {
    Repository repository = new Repository();
    repository.id = world.nextId();
    repository.owner = owner.id;
    repository.name = name;
    repository.description = description;
    repository.isPrivate = isPrivate;
    repository.createdAt = world.now();
    repository.updatedAt = repository.createdAt;
    for (String[] each : DEFAULT_LABELS) {
      Label label = new Label();
      label.id = world.nextId();
      label.name = each[0];
      label.color = each[1];
      label.description = each[2];
      label.isDefault = true;
      repository.labels.put(label.id, label);
    }
    world.rows().repositories.put(repository.id, repository);
    world.rows().formerNames.remove(World.lower(world.fullName(repository)));
    world.index(repository);
    world.changed();
    return repository;
  }

  private void announce(Repository repository, Account by) {
    for (Installation installation : world.installationsOf(repository))
      installationActs.tellSelected(installation, "added", List.of(repository), List.of(), by);
    hooks.tell("repository", "created", repository, by);
  }

  public void rename(Repository repository, String name, Account by) {
    String from = repository.name;
    world.rows().formerNames.put(World.lower(world.fullName(repository)), repository.id);
    world.unindex(repository);
    repository.name = name;
    world.rows().formerNames.remove(World.lower(world.fullName(repository)));
    world.index(repository);
    touch(repository);
    hooks.tell(
        "repository",
        "renamed",
        repository,
        by,
        "changes",
        Json.object("repository", Json.object("name", Json.object("from", from))));
  }

  /** Tells the installations of both sides; the old one then no longer covers it. */
  public void transfer(Repository repository, Account to, Account by) {
    Account from = world.account(repository.owner);
    List<Installation> left = world.installationsOf(repository);
    world.rows().formerNames.put(World.lower(world.fullName(repository)), repository.id);
    world.unindex(repository);
    repository.owner = to.id;
    left.forEach(installation -> installation.selected.remove(repository.id));
    world.index(repository);
    touch(repository);
    var changes =
        Json.object(
            "owner",
            Json.object(
                "from",
                Json.object(
                    from.type == Account.Type.Organization ? "organization" : "user",
                    from.type == Account.Type.Organization
                        ? shapes.users.organization(from)
                        : shapes.users.simple(from))));
    for (Installation installation : left) {
      hooks.tell(installation, "repository", "transferred", repository, by, "changes", changes);
      installationActs.tellSelected(installation, "removed", List.of(), List.of(repository), by);
    }
    for (Installation installation : world.installationsOf(repository)) {
      installationActs.tellSelected(installation, "added", List.of(repository), List.of(), by);
      hooks.tell(installation, "repository", "transferred", repository, by, "changes", changes);
    }
  }

  public void archive(Repository repository, boolean archived, Account by) {
    if (repository.archived == archived) return;
    repository.archived = archived;
    touch(repository);
    hooks.tell("repository", archived ? "archived" : "unarchived", repository, by);
  }

  public void setPrivate(Repository repository, boolean isPrivate, Account by) {
    if (repository.isPrivate == isPrivate) return;
    repository.isPrivate = isPrivate;
    touch(repository);
    hooks.tell("repository", isPrivate ? "privatized" : "publicized", repository, by);
  }

  /** No webhook carries it (assumed). */
  public void setHasIssues(Repository repository, boolean hasIssues) {
    repository.hasIssues = hasIssues;
    touch(repository);
  }

  public void renameDefaultBranch(Repository repository, String name, Account by) {
    String from = repository.defaultBranch;
    if (from.equals(name)) return;
    GitRepository git = world.git.of(repository);
    String head = git.head(from);
    repository.defaultBranch = name;
    touch(repository);
    Actor actor = Actor.person(by);
    if (head != null && git.head(name) == null) {
      gitActs.moveRef(repository, actor, "refs/heads/" + name, head);
      // They go on, into the branch under its new name (assumed: without an event of their own).
      for (PullRequest pull : repository.pullRequests.values())
        if (pull.base.equals(from)) pull.base = name;
      Protection protection = repository.protections.remove(from);
      if (protection != null) repository.protections.put(name, protection);
      gitActs.moveRef(repository, actor, "refs/heads/" + from, null);
    }
    hooks.tell(
        "repository",
        "edited",
        repository,
        by,
        "changes",
        Json.object("default_branch", Json.object("from", from)));
  }

  public void delete(Repository repository, Account by) {
    List<Installation> covering = world.installationsOf(repository);
    for (Installation installation : covering)
      hooks.tell(installation, "repository", "deleted", repository, by);
    for (Installation installation : covering)
      installationActs.tellSelected(installation, "removed", List.of(), List.of(repository), by);
    covering.forEach(installation -> installation.selected.remove(repository.id));
    world.unindex(repository);
    world.rows().formerNames.values().removeIf(id -> id == repository.id);
    world.rows().repositories.remove(repository.id);
    world.changed();
  }

  private void touch(Repository repository) {
    repository.updatedAt = world.now();
    world.changed();
  }
}
