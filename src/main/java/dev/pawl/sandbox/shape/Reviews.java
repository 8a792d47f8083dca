package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import java.util.Locale;

/** Reviews of pull requests. Source: https://docs.github.com/en/rest/pulls/reviews. */
public final class Reviews {
  private final Users users;
  private final Issues issues;
  private final PullRequests pulls;

  Reviews(Users users, Issues issues, PullRequests pulls) {
    this.users = users;
    this.issues = issues;
    this.pulls = pulls;
  }

  public ObjectNode review(Repository repository, PullRequest pull, Review review) {
    String html = htmlUrl(repository, pull, review);
    String url = pulls.url(repository, pull);
    ObjectNode node =
        Json.object(
            "id",
            review.id,
            "node_id",
            NodeId.of("PRR", review.id),
            "user",
            users.simple(review.author),
            "body",
            review.body,
            "state",
            review.state.name(),
            "html_url",
            html,
            "pull_request_url",
            url,
            "author_association",
            issues.association(repository, review.author),
            "_links",
            Json.object(
                "html", Json.object("href", html), "pull_request", Json.object("href", url)),
            "commit_id",
            review.commit);
    // One that is not submitted has no such field.
    if (review.submittedAt != null) node.set("submitted_at", Json.value(review.submittedAt));
    return node;
  }

  /** As webhooks carry it, where the state is in lower case. */
  public ObjectNode told(Repository repository, PullRequest pull, Review review) {
    ObjectNode node = review(repository, pull, review);
    node.put("state", review.state.name().toLowerCase(Locale.ROOT));
    node.set("updated_at", Json.value(review.updatedAt));
    if (review.body.isEmpty()) node.putNull("body");
    return node;
  }

  public String htmlUrl(Repository repository, PullRequest pull, Review review) {
    return pulls.htmlUrl(repository, pull) + "#pullrequestreview-" + review.id;
  }
}
