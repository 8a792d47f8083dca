package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Reaction;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Issues, comments and labels. Source: https://docs.github.com/en/rest/issues. */
public final class Issues {
  /** https://docs.github.com/en/rest/reactions/reactions#about-reactions */
  public static final List<String> REACTIONS =
      List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");

  private final World world;
  private final Users users;
  private final Repositories repositories;
  private final Apps apps;

  Issues(World world, Users users, Repositories repositories, Apps apps) {
    this.world = world;
    this.users = users;
    this.repositories = repositories;
    this.apps = apps;
  }

  public ObjectNode issue(Repository repository, Issue issue) {
    String url = url(repository, issue);
    long comments =
        repository.comments.values().stream().filter(c -> c.issue == issue.number).count();
    ObjectNode node =
        Json.object(
            "id",
            issue.id,
            "node_id",
            NodeId.of("I", issue.id),
            "url",
            url,
            "repository_url",
            repositories.url(repository),
            "labels_url",
            url + "/labels{/name}",
            "comments_url",
            url + "/comments",
            "events_url",
            url + "/events",
            "html_url",
            htmlUrl(repository, issue),
            "number",
            issue.number,
            "state",
            issue.open ? "open" : "closed",
            "state_reason",
            issue.stateReason,
            "title",
            issue.title,
            "body",
            issue.body,
            "user",
            users.simple(issue.author),
            "labels",
            Json.array(labels(repository, issue)),
            "assignee",
            issue.assignees.isEmpty() ? null : users.simple(issue.assignees.getFirst()),
            "assignees",
            Json.array(issue.assignees.stream().map(users::simple)),
            "milestone",
            null,
            "locked",
            issue.locked,
            "active_lock_reason",
            issue.lockReason,
            "comments",
            comments,
            "closed_at",
            issue.closedAt,
            "created_at",
            issue.createdAt,
            "updated_at",
            issue.updatedAt,
            "author_association",
            association(repository, issue.author),
            "reactions",
            reactions(repository, url, issue.number, 0),
            "timeline_url",
            url + "/timeline",
            "sub_issues_summary",
            Json.object("total", 0, "completed", 0, "percent_completed", 0),
            "issue_dependencies_summary",
            Json.object("blocked_by", 0, "total_blocked_by", 0, "blocking", 0, "total_blocking", 0),
            "performed_via_github_app",
            issue.byApp ? apps.performer() : null);
    PullRequest pull = repository.pullRequests.get(issue.number);
    if (pull != null) {
      String html = htmlUrl(repository, issue);
      node.put("node_id", NodeId.of("PR", pull.id)).put("draft", pull.draft);
      node.set(
          "pull_request",
          Json.object(
              "url", repositories.url(repository) + "/pulls/" + pull.number,
              "html_url", html,
              "diff_url", html + ".diff",
              "patch_url", html + ".patch",
              "merged_at", pull.mergedAt));
    }
    return node;
  }

  /** With {@code closed_by}, which only the reads of one issue carry. */
  public ObjectNode single(Repository repository, Issue issue) {
    ObjectNode node = issue(repository, issue);
    node.set("closed_by", users.simple(issue.closedBy));
    return node;
  }

  public java.util.stream.Stream<ObjectNode> labels(Repository repository, Issue issue) {
    return issue.labels.stream()
        .map(repository.labels::get)
        .filter(Objects::nonNull)
        .map(label -> label(repository, label));
  }

  public ObjectNode label(Repository repository, Label label) {
    String name = URLEncoder.encode(label.name, StandardCharsets.UTF_8).replace("+", "%20");
    return Json.object(
        "id", label.id,
        "node_id", NodeId.of("LA", label.id),
        "url", repositories.url(repository) + "/labels/" + name,
        "name", label.name,
        "color", label.color,
        "default", label.isDefault,
        "description", label.description);
  }

  public ObjectNode comment(Repository repository, Comment comment) {
    String url = repositories.url(repository) + "/issues/comments/" + comment.id;
    return Json.object(
        "id",
        comment.id,
        "node_id",
        NodeId.of("IC", comment.id),
        "url",
        url,
        "html_url",
        htmlUrl(repository, comment),
        "issue_url",
        repositories.url(repository) + "/issues/" + comment.issue,
        "body",
        comment.body,
        "user",
        users.simple(comment.author),
        "created_at",
        comment.createdAt,
        "updated_at",
        comment.updatedAt,
        "author_association",
        association(repository, comment.author),
        "reactions",
        reactions(repository, url, 0, comment.id),
        "performed_via_github_app",
        comment.byApp ? apps.performer() : null);
  }

  public String url(Repository repository, Issue issue) {
    return repositories.url(repository) + "/issues/" + issue.number;
  }

  public String htmlUrl(Repository repository, Issue issue) {
    return htmlUrl(repository, issue.number);
  }

  private String htmlUrl(Repository repository, int number) {
    String kind = repository.pullRequests.containsKey(number) ? "/pull/" : "/issues/";
    return repositories.htmlUrl(repository) + kind + number;
  }

  public String htmlUrl(Repository repository, Comment comment) {
    return htmlUrl(repository, comment.issue) + "#issuecomment-" + comment.id;
  }

  /** Owner, collaborator or none; members of organisations are not modelled (assumed). */
  public String association(Repository repository, long account) {
    if (repository.owner == account) return "OWNER";
    Account author = world.account(account);
    return author.type == Account.Type.User && repository.permissions.containsKey(account)
        ? "COLLABORATOR"
        : "NONE";
  }

  /** How often which reaction was given. */
  static ObjectNode reactions(Repository repository, String url, int issue, long comment) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String content : REACTIONS) counts.put(content, 0);
    int total = 0;
    for (Reaction reaction : repository.reactions.values()) {
      if (reaction.issue() != issue || reaction.comment() != comment) continue;
      counts.merge(reaction.content(), 1, Integer::sum);
      total++;
    }
    ObjectNode node = Json.object("url", url + "/reactions", "total_count", total);
    counts.forEach(node::put);
    return node;
  }

  public ObjectNode reaction(Reaction reaction) {
    return Json.object(
        "id", reaction.id(),
        "node_id", NodeId.of("REA", reaction.id()),
        "user", users.simple(reaction.user()),
        "content", reaction.content(),
        "created_at", reaction.createdAt());
  }
}
