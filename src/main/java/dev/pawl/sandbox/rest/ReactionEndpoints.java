package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.AgentActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Issues;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Reaction;
import dev.pawl.sandbox.world.ReviewThread;
import java.util.List;

/**
 * Reactions to issues, comments and comments on lines. Source:
 * https://docs.github.com/en/rest/reactions/reactions.
 */
public final class ReactionEndpoints {
  private final Shapes shapes;
  private final Access access;
  private final AgentActs acts;

  public ReactionEndpoints(Shapes shapes, Access access, AgentActs acts) {
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String issues = "/repos/{owner}/{repo}/issues";
    String comment = issues + "/comments/{id}/reactions";
    Need read = Need.read("issues");
    Need write = Need.write("issues");
    String remark = "/repos/{owner}/{repo}/pulls/comments/{id}/reactions";
    routes
        .add("GET", remark, Need.read("pull_requests"), call -> list(call, 0, remark(call)))
        .add("POST", remark, Need.write("pull_requests"), call -> create(call, 0, remark(call)))
        .add("GET", comment, read, call -> list(call, 0, comment(call)))
        .add("POST", comment, write, call -> create(call, 0, comment(call)))
        .add("GET", issues + "/{number}/reactions", read, call -> list(call, issue(call), 0))
        .add("POST", issues + "/{number}/reactions", write, call -> create(call, issue(call), 0));
  }

  private static int issue(Call call) {
    return IssueEndpoints.find(call).number;
  }

  private static long comment(Call call) {
    long id = call.paramLong("id");
    if (!call.repository().comments.containsKey(id)) throw ApiError.notFound();
    return id;
  }

  private static long remark(Call call) {
    long id = call.paramLong("id");
    for (PullRequest pull : call.repository().pullRequests.values())
      for (ReviewThread thread : pull.threads.values())
        if (thread.comments.containsKey(id)) return id;
    throw ApiError.notFound();
  }

  private Answer list(Call call, int issue, long comment) {
    String content = call.query("content");
    List<Reaction> found =
        call.repository().reactions.values().stream()
            .filter(reaction -> reaction.issue() == issue && reaction.comment() == comment)
            .filter(reaction -> content == null || reaction.content().equals(content))
            .toList();
    return Pages.of(call, found, shapes.issues::reaction);
  }

  private Answer create(Call call, int issue, long comment) {
    String content = call.required("Reaction", "content");
    if (!Issues.REACTIONS.contains(content))
      throw ApiError.invalid("Reaction", "content", "invalid", content);
    Account by = access.actor(call.caller()).account();
    boolean known = acts.reaction(call.repository(), issue, comment, content, by) != null;
    var shape = shapes.issues.reaction(acts.react(call.repository(), issue, comment, content, by));
    return known ? Answer.ok(shape) : Answer.created(shape);
  }
}
