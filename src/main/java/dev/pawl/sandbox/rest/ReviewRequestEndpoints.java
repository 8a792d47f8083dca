package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.PullRequestActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is asked for a review; there are no teams. Source:
 * https://docs.github.com/en/rest/pulls/review-requests.
 */
public final class ReviewRequestEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final PullRequestActs acts;

  public ReviewRequestEndpoints(World world, Shapes shapes, Access access, PullRequestActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String requested = "/repos/{owner}/{repo}/pulls/{number}/requested_reviewers";
    routes
        .add("GET", requested, Need.read("pull_requests"), this::list)
        .add("POST", requested, Need.write("pull_requests"), this::request)
        .add("DELETE", requested, Need.write("pull_requests"), this::remove);
  }

  private Answer list(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    return Answer.ok(
        Json.object(
            "users",
            Json.array(pull.requestedReviewers.stream().map(shapes.users::simple)),
            "teams",
            Json.empty()));
  }

  private Answer request(Call call) {
    requireTriage(call);
    PullRequest pull = PullRequestEndpoints.find(call);
    List<Account> reviewers = reviewers(call);
    long author = call.repository().issueOf(pull).author;
    for (Account reviewer : reviewers)
      if (reviewer.id == author)
        throw ApiError.of(422, "Review cannot be requested from pull request author.");
    acts.requestReviews(call.repository(), pull, access.actor(call.caller()), reviewers);
    return Answer.created(shapes.pulls.simple(call.repository(), pull));
  }

  private Answer remove(Call call) {
    requireTriage(call);
    PullRequest pull = PullRequestEndpoints.find(call);
    acts.removeReviewRequests(
        call.repository(), pull, access.actor(call.caller()), reviewers(call));
    return Answer.ok(shapes.pulls.simple(call.repository(), pull));
  }

  private void requireTriage(Call call) {
    if (!access.triages(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have push access to repository");
  }

  /** People who were invited; a bot may be asked too, as coding agents are (assumed). */
  private List<Account> reviewers(Call call) {
    Repository repository = call.repository();
    List<Account> reviewers = new ArrayList<>();
    for (JsonNode login : call.json().path("reviewers")) {
      Account account = world.account(login.asText());
      if (account == null || !invited(repository, account))
        throw ApiError.of(
            422,
            "Reviews may only be requested from collaborators. One or more of the users or teams"
                + " you specified is not a collaborator of the "
                + world.fullName(repository)
                + " repository.");
      reviewers.add(account);
    }
    return reviewers;
  }

  private static boolean invited(Repository repository, Account account) {
    return account.type == Account.Type.Bot
        || account.id == repository.owner
        || Repositories.level(repository.permissions.getOrDefault(account.id, "none")) > 0;
  }
}
