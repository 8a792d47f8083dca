package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;

/** Check runs of other Apps, such as GitHub Actions, and commit statuses. */
record ControlChecks(World world, Shapes shapes, Acts acts, Lookup lookup) {
  /** https://api.github.com/apps/github-actions */
  private static final long ACTIONS = 15368;

  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    routes
        .add("GET", repository + "/check-runs", Need.NOTHING, this::list)
        .add("POST", repository + "/check-runs", Need.NOTHING, this::check)
        .add("POST", repository + "/statuses", Need.NOTHING, this::say);
  }

  private Answer list(Call call) {
    Repository repository = lookup.repository(call);
    return Answer.ok(
        Json.array(
            repository.checkRuns.values().stream()
                .map(run -> shapes.checks.checkRun(repository, run))));
  }

  /** The latest of that name on that commit changes; where there is none it is made. */
  private Answer check(Call call) {
    Repository repository = lookup.repository(call);
    String name = call.required("CheckRun", "name");
    String sha = sha(call, repository);
    long app = call.json().path("app").asLong(ACTIONS);
    CheckRun run = latest(repository, sha, app, name);
    boolean isNew = run == null;
    if (run == null) {
      run = new CheckRun();
      run.name = name;
      run.headSha = sha;
      run.app = app;
      run.appSlug = app == ACTIONS ? "github-actions" : "app-" + app;
    }
    boolean wasCompleted = run.status.equals("completed");
    String conclusion = call.text("conclusion");
    String status = call.text("status");
    run.status = conclusion != null ? "completed" : status == null ? "queued" : status;
    run.conclusion = conclusion;
    run.completedAt = conclusion == null ? null : world.now();
    if (isNew) acts.checks.create(repository, run, lookup.actor(call, repository));
    else acts.checks.updated(repository, run, lookup.actor(call, repository), wasCompleted);
    return Answer.created(shapes.checks.checkRun(repository, run));
  }

  private static @org.jspecify.annotations.Nullable CheckRun latest(
      Repository repository, String sha, long app, String name) {
    for (CheckRun run : HeadChecks.of(repository, sha).runs())
      if (run.app == app && run.name.equals(name) && !run.status.equals("completed")) return run;
    return null;
  }

  private Answer say(Call call) {
    Repository repository = lookup.repository(call);
    String context = call.text("context");
    return Answer.created(
        shapes.statuses.status(
            repository,
            acts.statuses.say(
                repository,
                lookup.actor(call, repository),
                sha(call, repository),
                context == null ? "default" : context,
                call.required("Status", "state"),
                call.text("description"),
                call.text("target_url"))));
  }

  /** A sha, or the head of a branch. */
  private String sha(Call call, Repository repository) {
    String name = call.required("CheckRun", "head_sha");
    String sha = world.git.of(repository).commitSha(name);
    if (sha == null) throw ApiError.of(422, "no commit " + name);
    return sha;
  }
}
