package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.ReviewActs;
import dev.pawl.sandbox.act.ThreadActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reviews, with their comments on lines; the words of refusals are partly assumed. Source:
 * https://docs.github.com/en/rest/pulls/reviews.
 */
public final class ReviewEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final ReviewActs acts;
  private final ThreadActs threads;

  public ReviewEndpoints(
      World world, Shapes shapes, Access access, ReviewActs acts, ThreadActs threads) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
    this.threads = threads;
  }

  public void register(Routes routes) {
    String reviews = "/repos/{owner}/{repo}/pulls/{number}/reviews";
    Need read = Need.read("pull_requests");
    Need write = Need.write("pull_requests");
    routes
        .add("GET", reviews, read, this::list)
        .add("POST", reviews, write, this::create)
        .add("GET", reviews + "/{id}", read, this::get)
        .add("PUT", reviews + "/{id}", write, this::edit)
        .add("DELETE", reviews + "/{id}", write, this::delete)
        .add("POST", reviews + "/{id}/events", write, this::submit)
        .add("PUT", reviews + "/{id}/dismissals", write, this::dismiss);
  }

  private Answer list(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    return Pages.of(
        call,
        pull.reviews.values().stream().filter(review -> visible(call, review)).toList(),
        review -> shapes.reviews.review(call.repository(), pull, review));
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    PullRequest pull = PullRequestEndpoints.find(call);
    Actor by = access.actor(call.caller());
    Review.State state = state(call);
    String text = call.text("body");
    String body = text == null ? "" : text;
    if (state != null) require(call, pull, by, state, body);
    String given = call.text("commit_id");
    if (given != null && world.git.of(repository).commit(given) == null)
      throw ApiError.unprocessable("Commit is not part of the pull request");
    List<ThreadActs.Place> places = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (JsonNode comment : call.json().path("comments")) {
      places.add(ThreadEndpoints.place(world, shapes, repository, pull, comment));
      String words = Json.text(comment, "body");
      if (words == null) throw ApiError.unprocessable("Comment body can't be blank");
      bodies.add(words);
    }
    Review review = acts.draft(repository, pull, by, body, given == null ? pull.headSha : given);
    for (int i = 0; i < bodies.size(); i++)
      threads.begin(repository, pull, by, review, places.get(i), bodies.get(i));
    if (state != null) submit(repository, pull, by, review, state);
    return answer(call, pull, review);
  }

  private void submit(
      Repository repository, PullRequest pull, Actor by, Review review, Review.State state) {
    acts.submit(repository, pull, by, review, state);
    threads.tellAll(repository, pull, by, review);
  }

  /** What an event makes of a review; null: it stays pending. */
  private static Review.@Nullable State state(Call call) {
    String event = call.text("event");
    if (event == null) return null;
    return switch (event) {
      case "APPROVE" -> Review.State.APPROVED;
      case "REQUEST_CHANGES" -> Review.State.CHANGES_REQUESTED;
      case "COMMENT" -> Review.State.COMMENTED;
      default -> throw ApiError.unprocessable("Event " + event + " is not known");
    };
  }

  /** Nobody judges what is one's own, and who only comments must say something. */
  private static void require(
      Call call, PullRequest pull, Actor by, Review.State state, String body) {
    boolean own = call.repository().issueOf(pull).author == by.account().id;
    if (own && state == Review.State.APPROVED)
      throw ApiError.unprocessable("Review Can not approve your own pull request");
    if (own && state == Review.State.CHANGES_REQUESTED)
      throw ApiError.unprocessable("Review Can not request changes on your own pull request");
    if (body.isBlank() && state == Review.State.COMMENTED && call.json().has("comments")) return;
    if (body.isBlank() && state != Review.State.APPROVED)
      throw ApiError.unprocessable("Body can't be blank");
  }

  private Answer get(Call call) {
    return answer(call, PullRequestEndpoints.find(call), find(call));
  }

  private Answer edit(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    Review review = own(call);
    Actor by = access.actor(call.caller());
    String body = call.text("body");
    if (body == null) throw ApiError.unprocessable("Body can't be blank");
    acts.edit(call.repository(), pull, by, review, body);
    return answer(call, pull, review);
  }

  private Answer delete(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    Review review = own(call);
    if (review.state != Review.State.PENDING)
      throw ApiError.unprocessable("Can not delete a non-pending pull request review");
    acts.delete(call.repository(), pull, review);
    return answer(call, pull, review);
  }

  private Answer submit(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    Review review = own(call);
    Actor by = access.actor(call.caller());
    Review.State state = state(call);
    if (state == null) throw ApiError.unprocessable("Event can't be blank");
    if (review.state != Review.State.PENDING)
      throw ApiError.unprocessable("Can not submit a review that is not pending");
    String body = call.text("body");
    if (body != null) review.body = body;
    require(call, pull, by, state, review.body);
    submit(call.repository(), pull, by, review, state);
    return answer(call, pull, review);
  }

  private Answer dismiss(Call call) {
    PullRequest pull = PullRequestEndpoints.find(call);
    Review review = find(call);
    if (call.text("message") == null) throw ApiError.unprocessable("Message can't be blank");
    if (!access.pushes(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have push access to repository");
    if (review.state != Review.State.APPROVED && review.state != Review.State.CHANGES_REQUESTED)
      throw ApiError.unprocessable(
          "Can not dismiss a pull request review that is neither approved nor rejected");
    acts.dismiss(call.repository(), pull, access.actor(call.caller()), review);
    return answer(call, pull, review);
  }

  private Answer answer(Call call, PullRequest pull, Review review) {
    return Answer.ok(shapes.reviews.review(call.repository(), pull, review));
  }

  private Review own(Call call) {
    Review review = find(call);
    if (review.author != access.actor(call.caller()).account().id)
      throw ApiError.of(403, "Must have admin rights to Repository.");
    return review;
  }

  private Review find(Call call) {
    Review review = PullRequestEndpoints.find(call).reviews.get(call.paramLong("id"));
    if (review == null || !visible(call, review)) throw ApiError.notFound();
    return review;
  }

  /** One that is pending is its author's alone. */
  private boolean visible(Call call, Review review) {
    return review.state != Review.State.PENDING || access.writesAs(call.caller(), review.author);
  }
}
