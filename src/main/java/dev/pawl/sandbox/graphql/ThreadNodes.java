package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.ReviewComment;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Review threads of GraphQL. Source:
 * https://docs.github.com/en/graphql/reference/objects#pullrequestreviewthread.
 */
record ThreadNodes(World world, Shapes shapes, Nodes nodes, PullRequestNodes pulls) {
  Fields all(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    return Connections.of(
        e,
        "PullRequestReviewThreadConnection",
        pull.threads.values().stream()
            .filter(thread -> thread.comments.values().stream().anyMatch(c -> visible(pull, c)))
            .map(thread -> thread(repository, pull, thread))
            .toList());
  }

  Fields thread(Repository repository, PullRequest pull, ReviewThread thread) {
    Long resolvedBy = thread.resolvedBy;
    boolean outdated = thread.outdated(world.git.of(repository), pull.headSha);
    return new Fields("PullRequestReviewThread")
        .with("id", NodeId.of("PRRT", thread.id))
        .with("path", thread.path)
        .with("isResolved", thread.resolved)
        .with("isOutdated", outdated)
        .with("isCollapsed", thread.resolved || outdated)
        .with("line", outdated ? null : thread.line)
        .with("originalLine", thread.line)
        .with("startLine", outdated ? null : thread.startLine)
        .with("originalStartLine", thread.startLine)
        .with("diffSide", thread.side)
        .with("subjectType", thread.line == null ? "FILE" : "LINE")
        .lazy("resolvedBy", e -> resolvedBy == null ? null : user(resolvedBy))
        .lazy("pullRequest", e -> pulls.pull(repository, pull))
        .lazy("repository", e -> nodes.repository(repository))
        .lazy("comments", e -> comments(e, repository, pull, thread));
  }

  /** Resolvers are users in the schema, which a bot is not (assumed: null). */
  private @Nullable Fields user(long id) {
    Account account = world.account(id);
    return account.type == Account.Type.User ? nodes.account(account) : null;
  }

  private Fields comments(
      DataFetchingEnvironment e, Repository repository, PullRequest pull, ReviewThread thread) {
    return Connections.of(
        e,
        "PullRequestReviewCommentConnection",
        thread.comments.values().stream()
            .filter(comment -> visible(pull, comment))
            .map(comment -> comment(repository, pull, thread, comment))
            .toList());
  }

  /** Those of a review that is not submitted are their author's alone. */
  private boolean visible(PullRequest pull, ReviewComment comment) {
    Review review = pull.reviews.get(comment.review);
    return review == null
        || review.state != Review.State.PENDING
        || comment.author == nodes.viewerId();
  }

  private Fields comment(
      Repository repository, PullRequest pull, ReviewThread thread, ReviewComment comment) {
    Review review = pull.reviews.get(comment.review);
    return new Fields("PullRequestReviewComment")
        .with("id", NodeId.of("PRRC", comment.id))
        .with("databaseId", comment.id)
        .with("fullDatabaseId", String.valueOf(comment.id))
        .with("body", comment.body)
        .with("path", thread.path)
        .with("createdAt", comment.createdAt)
        .with("updatedAt", comment.updatedAt)
        .with("state", review != null && review.submittedAt == null ? "PENDING" : "SUBMITTED")
        .with("authorAssociation", shapes.issues.association(repository, comment.author))
        .with("url", shapes.threads.htmlUrl(repository, pull, comment))
        .with("viewerDidAuthor", comment.author == nodes.viewerId())
        .lazy("outdated", e -> thread.outdated(world.git.of(repository), pull.headSha))
        .lazy("author", e -> nodes.account(comment.author))
        .lazy("pullRequest", e -> pulls.pull(repository, pull))
        .lazy("repository", e -> nodes.repository(repository));
  }
}
