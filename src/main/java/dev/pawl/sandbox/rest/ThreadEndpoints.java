package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.ThreadActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewComment;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments on lines of pull requests. Source: https://docs.github.com/en/rest/pulls/comments. */
public final class ThreadEndpoints {
  private static final String RESOURCE = "PullRequestReviewComment";
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final ThreadActs acts;

  public ThreadEndpoints(World world, Shapes shapes, Access access, ThreadActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  private record Found(PullRequest pull, ReviewThread thread, ReviewComment comment) {}

  public void register(Routes routes) {
    String pulls = "/repos/{owner}/{repo}/pulls";
    Need read = Need.read("pull_requests");
    Need write = Need.write("pull_requests");
    routes
        .add("GET", pulls + "/{number}/comments", read, this::list)
        .add("POST", pulls + "/{number}/comments", write, this::create)
        .add("POST", pulls + "/{number}/comments/{id}/replies", write, this::reply)
        .add("GET", pulls + "/comments/{id}", read, call -> shape(call, find(call)))
        .add("PATCH", pulls + "/comments/{id}", write, this::edit)
        .add("DELETE", pulls + "/comments/{id}", write, this::delete);
  }

  private Answer list(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    return Pages.of(
        call,
        all(call, pull),
        found -> shapes.threads.comment(call.repository(), pull, found.thread, found.comment));
  }

  private List<Found> all(Call call, PullRequest pull) {
    List<Found> all = new ArrayList<>();
    for (ReviewThread thread : pull.threads.values())
      for (ReviewComment comment : thread.comments.values())
        if (visible(call, pull, comment)) all.add(new Found(pull, thread, comment));
    all.sort(Comparator.comparing(found -> found.comment.id));
    return all;
  }

  /** Those of a review that is not submitted are their author's alone. */
  private boolean visible(Call call, PullRequest pull, ReviewComment comment) {
    Review review = pull.reviews.get(comment.review);
    return review == null
        || review.state != Review.State.PENDING
        || access.writesAs(call.caller(), comment.author);
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    PullRequest pull = PullRequestEndpoints.find(call);
    String body = call.required(RESOURCE, "body");
    if (call.json().hasNonNull("in_reply_to")) {
      Found to = find(call, pull, call.json().get("in_reply_to").asLong());
      ReviewComment comment =
          acts.reply(repository, pull, access.actor(call.caller()), to.thread, body);
      return created(call, new Found(pull, to.thread, comment));
    }
    String commit = call.required(RESOURCE, "commit_id");
    if (world.git.of(repository).commit(commit) == null)
      throw ApiError.invalid(RESOURCE, "commit_id", "invalid", commit);
    ThreadActs.Place place = place(world, shapes, repository, pull, call.json());
    ReviewComment comment =
        acts.begin(repository, pull, access.actor(call.caller()), commit, place, body);
    return created(call, find(call, pull, comment.id));
  }

  /** The place that a comment names: a file of the pull request, and a line that is there. */
  static ThreadActs.Place place(
      World world, Shapes shapes, Repository repository, PullRequest pull, JsonNode given) {
    String path = Json.text(given, "path");
    boolean known =
        shapes.pulls.files(repository, pull).stream().anyMatch(file -> file.path().equals(path));
    if (path == null || !known)
      throw ApiError.invalid(RESOURCE, "pull_request_review_thread.path", "invalid", path);
    Integer line = number(given, given.hasNonNull("line") ? "line" : "position");
    String named = Json.text(given, "side");
    String side = named == null ? "RIGHT" : named;
    boolean file = "file".equals(Json.text(given, "subject_type"));
    String commit = side.equals("LEFT") ? pull.baseSha : pull.headSha;
    if (!file && (line == null || world.git.of(repository).line(commit, path, line) == null))
      throw ApiError.invalid(RESOURCE, "pull_request_review_thread.line", "invalid", null);
    return new ThreadActs.Place(path, file ? null : line, number(given, "start_line"), side);
  }

  private static @Nullable Integer number(JsonNode given, String field) {
    return given.hasNonNull(field) ? Integer.valueOf(given.get(field).asInt()) : null;
  }

  private Answer reply(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    Found to = find(call, pull, call.paramLong("id"));
    ReviewComment comment =
        acts.reply(
            call.repository(),
            pull,
            access.actor(call.caller()),
            to.thread,
            call.required(RESOURCE, "body"));
    return created(call, new Found(pull, to.thread, comment));
  }

  private Answer edit(Call call) {
    Found found = find(call);
    requireOwnOrWriter(call, found.comment);
    acts.edit(
        call.repository(),
        found.pull,
        found.thread,
        found.comment,
        access.actor(call.caller()),
        call.required(RESOURCE, "body"));
    return shape(call, found);
  }

  private Answer delete(Call call) {
    Found found = find(call);
    requireOwnOrWriter(call, found.comment);
    acts.delete(
        call.repository(), found.pull, found.thread, found.comment, access.actor(call.caller()));
    return Answer.empty(204);
  }

  private void requireOwnOrWriter(Call call, ReviewComment comment) {
    boolean own = access.writesAs(call.caller(), comment.author);
    boolean person = call.caller() instanceof Caller.Person;
    if (!own && (!person || !access.pushes(call.caller(), call.repository())))
      throw ApiError.of(403, "Must have admin rights to Repository.");
  }

  private Found find(Call call) {
    for (PullRequest pull : call.repository().pullRequests.values())
      for (Found found : all(call, pull))
        if (found.comment.id == call.paramLong("id")) return found;
    throw ApiError.notFound();
  }

  private Found find(Call call, PullRequest pull, long id) {
    for (Found found : all(call, pull)) if (found.comment.id == id) return found;
    throw ApiError.notFound();
  }

  private Answer created(Call call, Found found) {
    var shape = shapes.threads.comment(call.repository(), found.pull, found.thread, found.comment);
    return Answer.created(shape).header("Location", shape.get("url").asText());
  }

  private Answer shape(Call call, Found found) {
    return Answer.ok(
        shapes.threads.comment(call.repository(), found.pull, found.thread, found.comment));
  }
}
