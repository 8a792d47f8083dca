package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitPerson;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * Commits and moves of refs. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push.
 */
public final class GitActs {
  /** A push names at most this many commits. */
  private static final int MOST_COMMITS = 2048;

  private static final String HEADS = "refs/heads/";
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private Watcher watcher = (repository, by, branch, before, after) -> {};

  /** Is told when a branch was made, moved or deleted, after the push was told. */
  interface Watcher {
    void moved(
        Repository repository,
        Actor by,
        String branch,
        @Nullable String before,
        @Nullable String after);
  }

  public GitActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  void watch(Watcher who) {
    watcher = who;
  }

  /**
   * One commit on a branch: contents by path, null to remove; a missing branch starts at the
   * default one.
   */
  public String commit(
      Repository repository,
      Actor by,
      String branch,
      String message,
      Map<String, byte @Nullable []> files) {
    GitRepository git = world.git.of(repository);
    String before = git.head(branch);
    String parent = before == null ? git.head(repository.defaultBranch) : before;
    RevCommit base = parent == null ? null : git.commit(parent);
    Map<String, @Nullable GitEntry> changes = new LinkedHashMap<>();
    files.forEach(
        (path, content) ->
            changes.put(
                path,
                content == null
                    ? null
                    : new GitEntry("100644", "blob", path, git.insertBlob(content))));
    String tree = git.insertTree(base == null ? null : base.getTree().name(), changes);
    GitPerson person = GitPerson.of(by.account(), world.now());
    String commit =
        git.insertCommit(
            tree, parent == null ? List.of() : List.of(parent), message, person, person);
    moveRef(repository, by, "refs/heads/" + branch, commit);
    return commit;
  }

  /** Creates, moves (also by force) or deletes a ref, and tells of the push. */
  public void moveRef(Repository repository, Actor by, String ref, @Nullable String sha) {
    GitRepository git = world.git.of(repository);
    String before = git.ref(ref);
    git.setRef(ref, sha);
    if (sha != null) repository.pushedAt = world.now();
    world.changed();
    if (sha != null && sha.equals(before)) return;
    tellPush(repository, by.account(), ref, before, sha);
    if (ref.startsWith(HEADS))
      watcher.moved(repository, by, ref.substring(HEADS.length()), before, sha);
  }

  private void tellPush(
      Repository repository,
      Account pusher,
      String ref,
      @Nullable String before,
      @Nullable String after) {
    GitRepository git = world.git.of(repository);
    boolean forced = before != null && after != null && !git.isAncestor(before, after);
    RevCommit head = after == null ? null : git.commit(after);
    ArrayNode commits = Json.empty();
    if (after != null && head != null) {
      String from = before == null ? startOf(repository, ref) : before;
      git.between(from, after, MOST_COMMITS)
          .forEach(commit -> commits.add(shapes.git.pushed(repository, commit)));
    }
    String html = shapes.repositories.htmlUrl(repository);
    String compare =
        before == null || after == null
            ? html + "/compare/" + ref.replace("refs/heads/", "")
            : html + "/compare/" + before.substring(0, 12) + "..." + after.substring(0, 12);
    JsonNode headCommit = head == null ? Json.value(null) : shapes.git.pushed(repository, head);
    hooks.tell(
        "push",
        null,
        repository,
        pusher,
        "ref",
        ref,
        "before",
        before == null ? GitRepository.ZERO : before,
        "after",
        after == null ? GitRepository.ZERO : after,
        "repository",
        shapes.repositories.pushed(repository),
        "pusher",
        Json.object("name", pusher.login, "email", GitPerson.of(pusher, world.now()).email()),
        "created",
        before == null,
        "deleted",
        after == null,
        "forced",
        forced,
        "base_ref",
        null,
        "compare",
        compare,
        "commits",
        commits,
        "head_commit",
        headCommit);
  }

  /** What a new branch already shares with the default branch is not listed again. */
  private String startOf(Repository repository, String ref) {
    String head = world.git.of(repository).head(repository.defaultBranch);
    boolean isDefault = ref.equals("refs/heads/" + repository.defaultBranch);
    return head == null || isDefault ? GitRepository.ZERO : head;
  }
}
