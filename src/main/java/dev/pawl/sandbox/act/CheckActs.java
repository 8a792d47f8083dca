package dev.pawl.sandbox.act;

import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.CheckSuite;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to check runs. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run.
 */
public final class CheckActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private Consumer<Repository> watcher = repository -> {};

  public CheckActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  /** Is told when something new is known of a commit. */
  void watch(Consumer<Repository> who) {
    watcher = who;
  }

  /** An App's check runs of one commit share one suite. */
  public void create(Repository repository, CheckRun run, Actor by) {
    run.id = world.nextId();
    run.suite =
        repository.checkRuns.values().stream()
            .filter(other -> other.app == run.app && other.headSha.equals(run.headSha))
            .map(other -> other.suite)
            .findFirst()
            .orElseGet(world::nextId);
    // Also while it is queued: the schema of the webhook allows no null.
    if (run.startedAt == null) run.startedAt = world.now();
    repository.checkRuns.put(run.id, run);
    world.changed();
    tell(repository, run, by, "created");
    if (run.status.equals("completed")) completed(repository, run, by);
  }

  /** To be called after the run was changed. */
  public void updated(Repository repository, CheckRun run, Actor by, boolean wasCompleted) {
    world.changed();
    if (run.status.equals("completed") && !wasCompleted) completed(repository, run, by);
  }

  /** With its last run the suite is completed too. */
  private void completed(Repository repository, CheckRun run, Actor by) {
    tell(repository, run, by, "completed");
    completedSuite(repository, run, by);
    watcher.accept(repository);
  }

  private void completedSuite(Repository repository, CheckRun run, Actor by) {
    CheckSuite suite = CheckSuite.of(repository, run);
    if (!suite.status().equals("completed")) return;
    hooks.tell(
        "check_suite",
        "completed",
        repository,
        by.account(),
        "check_suite",
        shapes.checks.suite(repository, suite, branch(repository, run)));
  }

  private void tell(Repository repository, CheckRun run, Actor by, String action) {
    var shape = shapes.checks.checkRun(repository, run);
    boolean done = run.status.equals("completed");
    shape.set(
        "check_suite",
        Json.object(
            "id",
            run.suite,
            "head_sha",
            run.headSha,
            "head_branch",
            branch(repository, run),
            "status",
            done ? "completed" : "in_progress",
            "conclusion",
            run.conclusion,
            "app",
            shapes.apps.app(run),
            "pull_requests",
            shapes.checks.pullRequests(repository, run),
            "url",
            shapes.repositories.url(repository) + "/check-suites/" + run.suite));
    hooks.tell("check_run", action, repository, by.account(), "check_run", shape);
  }

  /** The branch that has the commit as its head; the default one first; null where none has. */
  private @Nullable String branch(Repository repository, CheckRun run) {
    GitRepository git = world.git.of(repository);
    if (run.headSha.equals(git.head(repository.defaultBranch))) return repository.defaultBranch;
    String heads = "refs/heads/";
    return git.refs(heads).entrySet().stream()
        .filter(ref -> ref.getValue().equals(run.headSha))
        .map(ref -> ref.getKey().substring(heads.length()))
        .findFirst()
        .orElse(null);
  }
}
