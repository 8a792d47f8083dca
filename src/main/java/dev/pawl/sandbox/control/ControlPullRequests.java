package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.act.MergeActs;
import dev.pawl.sandbox.act.ThreadActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.rest.IssueEndpoints;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.MergeMethod;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pull requests, as people and agents act on them; what they share with issues goes through those.
 */
record ControlPullRequests(World world, Shapes shapes, Acts acts, Lookup lookup) {
  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    String pull = repository + "/pulls/{number}";
    routes
        .add("GET", repository + "/pulls", Need.NOTHING, this::list)
        .add("POST", repository + "/pulls", Need.NOTHING, this::open)
        .add("PATCH", pull, Need.NOTHING, this::change)
        .add("POST", pull + "/commits", Need.NOTHING, this::push)
        .add("POST", pull + "/merge", Need.NOTHING, this::merge)
        .add("POST", pull + "/reviews", Need.NOTHING, this::review)
        .add("POST", pull + "/reviews/{id}/dismiss", Need.NOTHING, this::dismiss)
        .add("POST", pull + "/enqueue", Need.NOTHING, this::enqueue)
        .add("POST", pull + "/dequeue", Need.NOTHING, this::dequeue)
        .add("POST", pull + "/threads", Need.NOTHING, this::thread)
        .add("POST", pull + "/threads/{id}/replies", Need.NOTHING, this::reply)
        .add("POST", pull + "/threads/{id}/resolve", Need.NOTHING, call -> resolve(call, true))
        .add("POST", pull + "/threads/{id}/unresolve", Need.NOTHING, call -> resolve(call, false))
        .add("POST", pull + "/review-requests", Need.NOTHING, this::requestReviews)
        .add("DELETE", pull + "/review-requests", Need.NOTHING, this::removeReviewRequests)
        .add("DELETE", repository + "/branches/{branch*}", Need.NOTHING, this::deleteBranch);
  }

  private Actor by(Call call) {
    return lookup.actor(call, lookup.repository(call));
  }

  private Answer list(Call call) {
    Repository repository = lookup.repository(call);
    return Answer.ok(
        Json.array(
            repository.pullRequests.values().stream()
                .map(pull -> shapes.pulls.full(repository, pull))));
  }

  /** With files they are committed first, on a new branch where there is none of that name. */
  private Answer open(Call call) {
    Repository repository = lookup.repository(call);
    Actor by = by(call);
    String title = call.required("PullRequest", "title");
    String head = call.required("PullRequest", "head");
    String base = call.text("base");
    String fork = call.text("fork");
    Repository from = fork == null ? repository : lookup.repository(fork);
    if (call.json().has("files"))
      acts.git.commit(from, by, head, title, ControlRepositories.files(call));
    PullRequest pull =
        acts.pulls.open(
            repository,
            by,
            title,
            call.text("body"),
            from,
            head,
            base == null ? repository.defaultBranch : base,
            call.json().path("draft").asBoolean(false));
    return Answer.created(shapes.pulls.full(repository, pull));
  }

  private Answer change(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    Issue issue = repository.issueOf(pull);
    JsonNode body = call.json();
    Actor by = by(call);
    String base = call.text("base");
    if (base != null) acts.pulls.retarget(repository, pull, by, base);
    acts.issues.retitle(
        repository, issue, by, call.text("title"), body.has("body"), call.text("body"));
    if (body.has("labels"))
      acts.issues.setLabels(repository, issue, by, IssueEndpoints.names(body.get("labels")));
    if (body.has("assignees"))
      acts.issues.setAssignees(repository, issue, by, IssueEndpoints.names(body.get("assignees")));
    if (body.has("draft")) acts.pulls.setDraft(repository, pull, by, body.get("draft").asBoolean());
    if (body.has("astray")) pull.astray = call.text("astray");
    String state = call.text("state");
    if ("closed".equals(state)) acts.issues.close(repository, issue, by, null);
    if ("open".equals(state) && !issue.open) {
      String refusal = acts.pulls.refusalToReopen(repository, pull);
      if (refusal != null) throw ApiError.of(422, refusal);
      acts.issues.reopen(repository, issue, by);
    }
    return shape(repository, pull);
  }

  private Answer push(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    Repository head = world.headOf(repository, pull);
    if (head == null) throw ApiError.of(422, "its fork is gone");
    String message = call.text("message");
    String sha =
        acts.git.commit(
            head,
            by(call),
            pull.head,
            message == null ? "Change files" : message,
            ControlRepositories.files(call));
    return Answer.created(Json.object("sha", sha));
  }

  /** Whatever protection says: an administrator's merge. */
  private Answer merge(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    String name = call.text("method");
    MergeMethod method = MergeMethod.of(name == null ? "merge" : name);
    if (method == null) throw ApiError.of(422, "no method " + name);
    if (!repository.issueOf(pull).open) throw ApiError.of(422, "it is closed");
    String commit =
        acts.merges.merge(repository, pull, by(call), method, new MergeActs.Words(null, null));
    if (commit == null) throw ApiError.of(422, "they conflict");
    return Answer.ok(Json.object("sha", commit));
  }

  private Answer review(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    Actor by = by(call);
    String body = call.text("body");
    String commit = call.text("commit");
    Review.State state = state(call.required("Review", "state"));
    Review review =
        acts.reviews.draft(
            repository, pull, by, body == null ? "" : body, commit == null ? pull.headSha : commit);
    List<ObjectNode> threads = new ArrayList<>();
    for (JsonNode comment : call.json().path("comments"))
      threads.add(remark(repository, pull, by, review, comment));
    if (state != Review.State.PENDING) {
      acts.reviews.submit(repository, pull, by, review, state);
      acts.threads.tellAll(repository, pull, by, review);
    }
    ObjectNode shape = shapes.reviews.review(repository, pull, review);
    if (!threads.isEmpty()) shape.set("threads", Json.array(threads.stream()));
    return Answer.created(shape);
  }

  /** A remark of a review at its place; its thread has it alone. */
  private ObjectNode remark(
      Repository repository, PullRequest pull, Actor by, Review review, JsonNode given) {
    Integer line = given.hasNonNull("line") ? Integer.valueOf(given.get("line").asInt()) : null;
    String path = given.path("path").asText();
    if (path.isEmpty()) throw ApiError.of(422, "a remark needs its path");
    var comment =
        acts.threads.begin(
            repository,
            pull,
            by,
            review,
            new ThreadActs.Place(path, line, null, "RIGHT"),
            given.path("body").asText());
    return Json.object("id", threadOf(pull, comment.id), "comment", comment.id);
  }

  private static long threadOf(PullRequest pull, long comment) {
    for (ReviewThread thread : pull.threads.values())
      if (thread.comments.containsKey(comment)) return thread.id;
    throw ApiError.notFound();
  }

  private static Review.State state(String name) {
    try {
      return Review.State.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiError.of(422, "no state " + name);
    }
  }

  private Answer dismiss(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    Review review = pull.reviews.get(call.paramLong("id"));
    if (review == null) throw ApiError.of(404, "no review " + call.param("id"));
    acts.reviews.dismiss(repository, pull, by(call), review);
    return Answer.ok(shapes.reviews.review(repository, pull, review));
  }

  private Answer enqueue(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    String refusal = acts.queue.refusal(repository, pull);
    if (refusal != null) throw ApiError.of(422, refusal);
    acts.queue.enqueue(repository, pull, by(call), call.json().path("jump").asBoolean(false));
    return shape(repository, pull);
  }

  private Answer dequeue(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    acts.queue.dequeue(repository, pull, by(call));
    return shape(repository, pull);
  }

  private Answer thread(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    JsonNode body = call.json();
    var comment =
        acts.threads.begin(
            repository,
            pull,
            by(call),
            pull.headSha,
            new ThreadActs.Place(
                call.required("Thread", "path"),
                body.hasNonNull("line") ? Integer.valueOf(body.get("line").asInt()) : null,
                null,
                "RIGHT"),
            call.required("Thread", "body"));
    return Answer.created(Json.object("id", threadOf(pull, comment.id), "comment", comment.id));
  }

  private Answer reply(Call call) {
    var comment =
        acts.threads.reply(
            lookup.repository(call),
            lookup.pull(call),
            by(call),
            thread(lookup.pull(call), call),
            call.required("Thread", "body"));
    return Answer.created(Json.object("comment", comment.id));
  }

  private Answer resolve(Call call, boolean resolved) {
    PullRequest pull = lookup.pull(call);
    acts.threads.resolve(lookup.repository(call), pull, thread(pull, call), by(call), resolved);
    return Answer.ok(Json.object());
  }

  private static ReviewThread thread(PullRequest pull, Call call) {
    ReviewThread thread = pull.threads.get(call.paramLong("id"));
    if (thread == null) throw ApiError.of(404, "no thread " + call.param("id"));
    return thread;
  }

  private Answer requestReviews(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    acts.pulls.requestReviews(repository, pull, by(call), reviewers(call));
    return shape(repository, pull);
  }

  private Answer removeReviewRequests(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    acts.pulls.removeReviewRequests(repository, pull, by(call), reviewers(call));
    return shape(repository, pull);
  }

  private List<Account> reviewers(Call call) {
    return IssueEndpoints.names(call.json().path("reviewers")).stream()
        .map(lookup::account)
        .toList();
  }

  private Answer deleteBranch(Call call) {
    Repository repository = lookup.repository(call);
    String branch = call.param("branch");
    if (world.git.of(repository).head(branch) == null)
      throw ApiError.of(404, "no branch " + branch);
    acts.git.moveRef(repository, by(call), "refs/heads/" + branch, null);
    return Answer.empty(204);
  }

  private Answer shape(Repository repository, PullRequest pull) {
    return Answer.ok(shapes.pulls.full(repository, pull));
  }
}
