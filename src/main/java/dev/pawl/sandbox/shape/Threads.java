package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.FileDiff;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.ReviewComment;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/** Comments on lines, and their threads. Source: https://docs.github.com/en/rest/pulls/comments. */
public final class Threads {
  private final World world;
  private final Users users;
  private final Issues issues;
  private final PullRequests pulls;
  private final Repositories repositories;

  Threads(World world, Users users, Issues issues, PullRequests pulls, Repositories repositories) {
    this.world = world;
    this.users = users;
    this.issues = issues;
    this.pulls = pulls;
    this.repositories = repositories;
  }

  public String htmlUrl(Repository repository, PullRequest pull, ReviewComment comment) {
    return pulls.htmlUrl(repository, pull) + "#discussion_r" + comment.id;
  }

  public ObjectNode comment(
      Repository repository, PullRequest pull, ReviewThread thread, ReviewComment comment) {
    String url = repositories.url(repository) + "/pulls/comments/" + comment.id;
    String html = htmlUrl(repository, pull, comment);
    String pullUrl = pulls.url(repository, pull);
    boolean outdated = thread.outdated(world.git.of(repository), pull.headSha);
    ObjectNode node =
        Json.object(
            "url",
            url,
            "pull_request_review_id",
            comment.review,
            "id",
            comment.id,
            "node_id",
            NodeId.of("PRRC", comment.id),
            "diff_hunk",
            hunk(repository, pull, thread),
            "path",
            thread.path,
            "commit_id",
            outdated ? thread.commit : pull.headSha,
            "original_commit_id",
            thread.commit,
            "user",
            users.simple(comment.author),
            "body",
            comment.body,
            "created_at",
            comment.createdAt,
            "updated_at",
            comment.updatedAt,
            "html_url",
            html,
            "pull_request_url",
            pullUrl,
            "author_association",
            issues.association(repository, comment.author),
            "_links",
            Json.object(
                "self", Json.object("href", url),
                "html", Json.object("href", html),
                "pull_request", Json.object("href", pullUrl)),
            "reactions",
            Issues.reactions(repository, url, 0, comment.id));
    place(node, thread, outdated);
    if (comment.replyTo != null) node.put("in_reply_to_id", comment.replyTo);
    return node;
  }

  private static void place(ObjectNode node, ReviewThread thread, boolean outdated) {
    Integer line = thread.line;
    node.put("original_position", line == null ? 1 : line);
    node.set("position", Json.value(outdated ? null : line == null ? Integer.valueOf(1) : line));
    node.set("line", Json.value(outdated ? null : line));
    node.set("original_line", Json.value(line));
    node.set("start_line", Json.value(outdated ? null : thread.startLine));
    node.set("original_start_line", Json.value(thread.startLine));
    node.set("start_side", Json.value(thread.startLine == null ? null : thread.side));
    node.put("side", thread.side);
    node.put("subject_type", line == null ? "file" : "line");
  }

  /** The whole patch of the file, where GitHub ends it at the line (ours). */
  private String hunk(Repository repository, PullRequest pull, ReviewThread thread) {
    @Nullable String patch =
        pulls.files(repository, pull).stream()
            .filter(file -> file.path().equals(thread.path))
            .map(FileDiff::patch)
            .filter(found -> found != null)
            .findFirst()
            .orElse(null);
    return patch == null ? "@@" : patch;
  }

  /** As {@code pull_request_review_thread} carries it. */
  public ObjectNode thread(Repository repository, PullRequest pull, ReviewThread thread) {
    return Json.object(
        "node_id",
        NodeId.of("PRRT", thread.id),
        "comments",
        Json.array(
            thread.comments.values().stream()
                .map(comment -> comment(repository, pull, thread, comment))));
  }
}
