package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.StatusActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.CommitStatus;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statuses of commits. Source: https://docs.github.com/en/rest/commits/statuses. */
public final class CommitEndpoints {
  private static final Set<String> STATES = Set.of("error", "failure", "pending", "success");
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final StatusActs acts;

  public CommitEndpoints(World world, Shapes shapes, Access access, StatusActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String repository = "/repos/{owner}/{repo}";
    Need read = Need.read("statuses");
    routes
        .add("POST", repository + "/statuses/{sha}", Need.write("statuses"), this::create)
        .add("GET", repository + "/commits/{ref}/status", read, this::combined)
        .add("GET", repository + "/commits/{ref}/statuses", read, this::list);
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    String state = call.required("Status", "state");
    if (!STATES.contains(state)) throw ApiError.invalid("Status", "state", "invalid", state);
    String sha = call.param("sha");
    if (world.git.of(repository).commit(sha) == null)
      throw ApiError.of(422, "No commit found for SHA: " + sha);
    String context = call.text("context");
    CommitStatus status =
        acts.say(
            repository,
            access.actor(call.caller()),
            sha,
            context == null ? "default" : context,
            state,
            call.text("description"),
            call.text("target_url"));
    var shape = shapes.statuses.status(repository, status);
    return Answer.created(shape).header("Location", shape.get("url").asText());
  }

  /** The latest of each name, in pages; the state is that of them all. */
  private Answer combined(Call call) {
    Repository repository = call.repository();
    String sha = sha(world, call);
    List<CommitStatus> page = Pages.page(call, HeadChecks.of(repository, sha).statuses());
    return Answer.ok(shapes.statuses.combined(repository, sha, page));
  }

  /** All that was ever said, newest first. */
  private Answer list(Call call) {
    Repository repository = call.repository();
    String sha = sha(world, call);
    List<CommitStatus> all = new ArrayList<>(repository.statuses.descendingMap().values());
    all.removeIf(status -> !status.sha.equals(sha));
    return Pages.of(call, all, status -> shapes.statuses.status(repository, status));
  }

  /** The commit that a path names by sha, branch or tag. */
  static String sha(World world, Call call) {
    String sha = world.git.of(call.repository()).commitSha(call.param("ref"));
    if (sha == null) throw ApiError.of(422, "No commit found for SHA: " + call.param("ref"));
    return sha;
  }
}
