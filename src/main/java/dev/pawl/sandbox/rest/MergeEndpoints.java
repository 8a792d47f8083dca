package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.MergeActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.MergeMethod;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Requirements;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Locale;

/**
 * The merge of a pull request, and of its base into it. Source:
 * https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request.
 */
public final class MergeEndpoints {
  private static final String NOT_MERGEABLE = "Pull Request is not mergeable";
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final MergeActs acts;

  public MergeEndpoints(World world, Shapes shapes, Access access, MergeActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String pull = "/repos/{owner}/{repo}/pulls/{number}";
    routes
        .add("GET", pull + "/merge", Need.read("pull_requests"), this::isMerged)
        .add("PUT", pull + "/merge", Need.write("contents"), this::merge)
        .add("PUT", pull + "/update-branch", Need.write("pull_requests"), this::update);
  }

  private Answer isMerged(Call call) {
    if (!PullRequestEndpoints.find(call).merged()) throw ApiError.notFound();
    return Answer.empty(204);
  }

  private Answer merge(Call call) {
    Repository repository = call.repository();
    PullRequest pull = PullRequestEndpoints.find(call);
    String name = call.text("merge_method");
    MergeMethod method = MergeMethod.of(name == null ? "merge" : name);
    if (method == null) throw ApiError.invalid("PullRequest", "merge_method", "invalid", name);
    requireOpenAt(call, pull);
    requireMethod(repository, pull, method);
    requireAllowed(call, pull);
    String commit =
        acts.merge(
            repository,
            pull,
            access.actor(call.caller()),
            method,
            new MergeActs.Words(call.text("commit_title"), call.text("commit_message")));
    if (commit == null)
      throw ApiError.of(
          405, method == MergeMethod.REBASE ? "This branch can't be rebased" : NOT_MERGEABLE);
    return Answer.ok(
        Json.object("sha", commit, "merged", true, "message", "Pull Request successfully merged"));
  }

  private static void requireOpenAt(Call call, PullRequest pull) {
    if (!call.repository().issueOf(pull).open) throw ApiError.of(405, NOT_MERGEABLE);
    String expected = call.text("sha");
    if (expected != null && !expected.equals(pull.headSha))
      throw ApiError.of(409, "Head branch was modified. Review and try the merge again.");
  }

  /** Words as GitHub's, as far as they are known. */
  private static void requireMethod(Repository repository, PullRequest pull, MergeMethod method) {
    BranchRules rules = BranchRules.of(repository, pull.base);
    if (rules.queue())
      throw ApiError.of(
          405, "Repository rule violations found\n\nChanges must be made through the merge queue");
    String refusal =
        switch (method) {
          case MERGE -> "Merge commits are not allowed on this repository.";
          case SQUASH -> "Squash merges are not allowed on this repository.";
          case REBASE -> "Rebase merges are not allowed on this repository.";
        };
    boolean byRules =
        rules.methods().contains(method.name().toLowerCase(Locale.ROOT))
            && !(rules.linear() && method == MergeMethod.MERGE);
    if (!repository.merging.allows(method) || !byRules) throw ApiError.of(405, refusal);
  }

  /** The words of the rules are partly assumed; that each is a 405 is documented. */
  private void requireAllowed(Call call, PullRequest pull) {
    Repository repository = call.repository();
    if (pull.draft) throw ApiError.of(405, "Pull Request is still a draft");
    Requirements requirements = new Requirements(world, repository, pull);
    List<String> unmet = requirements.unmet();
    if (!unmet.isEmpty()) throw ApiError.of(405, String.join(" ", unmet));
    if (requirements.behind())
      throw ApiError.of(405, "Head branch is out of date with the base branch.");
    // An App without the permission `workflows` may not change them. The answer is as was reported:
    // https://github.com/chdsbd/kodiak/issues/641
    if (call.caller() instanceof Caller.Installed installed
        && !Access.granted(installed.token(), "workflows", true)
        && shapes.pulls.files(repository, pull).stream()
            .anyMatch(file -> file.path().startsWith(".github/workflows/")))
      throw ApiError.forbidden();
  }

  /** GitHub does it in the background; here it is done when the answer comes (ours). */
  private Answer update(Call call) {
    Repository repository = call.repository();
    PullRequest pull = PullRequestEndpoints.find(call);
    Repository head = world.headOf(repository, pull);
    boolean pushes = head != null && access.pushes(call.caller(), head);
    if (head != null
        && call.caller() instanceof Caller.Installed installed
        && !Access.covers(installed, head)) pushes = false;
    if (!pushes) throw ApiError.of(403, "Must have push access to repository");
    String expected = call.text("expected_head_sha");
    if (expected != null && !expected.equals(pull.headSha))
      throw ApiError.of(422, "expected head sha didn’t match current head ref.");
    if (!repository.issueOf(pull).open
        || world.git.of(repository).isAncestor(pull.baseSha, pull.headSha))
      throw ApiError.of(422, "There are no new commits on the base branch.");
    if (acts.update(repository, pull, access.actor(call.caller())) == null)
      throw ApiError.of(422, "merge conflict between base and head");
    return Answer.json(
        202,
        Json.object(
            "message",
            "Updating pull request branch.",
            "url",
            shapes.pulls.htmlUrl(repository, pull)));
  }
}
