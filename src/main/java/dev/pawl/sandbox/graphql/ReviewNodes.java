package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Requirements;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reviews of GraphQL. Source:
 * https://docs.github.com/en/graphql/reference/objects#pullrequestreview.
 */
record ReviewNodes(World world, Shapes shapes, Nodes nodes, PullRequestNodes pulls) {
  Fields all(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    String author = e.getArgument("author");
    Account account = author == null ? null : account(author);
    Collection<?> states = e.getArgument("states");
    return connection(
        e,
        repository,
        pull,
        pull.reviews.values().stream()
            .filter(this::visible)
            .filter(review -> author == null || isBy(review, account))
            .filter(review -> states == null || states.contains(review.state.name())));
  }

  /** A bot's login is without {@code [bot]} here. */
  private @Nullable Account account(String login) {
    Account account = world.account(login);
    return account == null ? world.account(login + "[bot]") : account;
  }

  private static boolean isBy(Review review, @Nullable Account account) {
    return account != null && review.author == account.id;
  }

  /** The last one of each reviewer who is not asked for another. */
  Fields latest(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    Map<Long, Review> last = new LinkedHashMap<>();
    for (Review review : pull.reviews.values())
      if (review.state != Review.State.PENDING) last.put(review.author, review);
    return connection(
        e,
        repository,
        pull,
        last.values().stream().filter(review -> !pull.requestedReviewers.contains(review.author)));
  }

  Fields opinions(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    boolean writersOnly = Boolean.TRUE.equals(e.<Boolean>getArgument("writersOnly"));
    return connection(
        e,
        repository,
        pull,
        Requirements.opinions(pull).stream()
            .filter(review -> !writersOnly || writes(repository, review.author)));
  }

  private boolean writes(Repository repository, long account) {
    return Repositories.level(world.permission(repository, world.account(account))) >= 3;
  }

  private Fields connection(
      DataFetchingEnvironment e, Repository repository, PullRequest pull, Stream<Review> reviews) {
    return Connections.of(
        e,
        "PullRequestReviewConnection",
        reviews.map(review -> review(repository, pull, review)).toList());
  }

  /** One that is pending is its author's alone. */
  boolean visible(Review review) {
    return review.state != Review.State.PENDING || review.author == nodes.viewerId();
  }

  Fields review(Repository repository, PullRequest pull, Review review) {
    Instant submitted = review.submittedAt;
    return new Fields("PullRequestReview")
        .with("id", NodeId.of("PRR", review.id))
        .with("databaseId", review.id)
        .with("fullDatabaseId", String.valueOf(review.id))
        .with("state", review.state.name())
        .with("body", review.body)
        .with("submittedAt", submitted)
        .with("createdAt", submitted == null ? review.updatedAt : submitted)
        .with("updatedAt", review.updatedAt)
        .with("url", shapes.reviews.htmlUrl(repository, pull, review))
        .with("authorAssociation", shapes.issues.association(repository, review.author))
        .with("authorCanPushToRepository", writes(repository, review.author))
        .with("viewerDidAuthor", review.author == nodes.viewerId())
        .lazy("author", e -> nodes.account(review.author))
        .lazy("commit", e -> pulls.git().commit(repository, review.commit))
        .lazy("pullRequest", e -> pulls.pull(repository, pull))
        .lazy("repository", e -> nodes.repository(repository));
  }
}
