package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.FileDiff;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.TestMerge;
import dev.pawl.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Pull requests. Source: https://docs.github.com/en/rest/pulls/pulls. */
public final class PullRequests {
  /** https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request */
  private static final int MOST_COMMITS = 250;

  private final World world;
  private final Users users;
  private final Repositories repositories;
  private final Issues issues;

  PullRequests(World world, Users users, Repositories repositories, Issues issues) {
    this.world = world;
    this.users = users;
    this.repositories = repositories;
    this.issues = issues;
  }

  public String url(Repository repository, PullRequest pull) {
    return repositories.url(repository) + "/pulls/" + pull.number;
  }

  public String htmlUrl(Repository repository, PullRequest pull) {
    return repositories.htmlUrl(repository) + "/pull/" + pull.number;
  }

  /** As in lists and in the webhooks of reviews. */
  public ObjectNode simple(Repository repository, PullRequest pull) {
    Issue issue = repository.issueOf(pull);
    String url = url(repository, pull);
    String html = htmlUrl(repository, pull);
    String issueUrl = issues.url(repository, issue);
    String statuses = repositories.url(repository) + "/statuses/" + pull.headSha;
    ObjectNode node =
        Json.object(
            "url",
            url,
            "id",
            pull.id,
            "node_id",
            NodeId.of("PR", pull.id),
            "html_url",
            html,
            "diff_url",
            html + ".diff",
            "patch_url",
            html + ".patch",
            "issue_url",
            issueUrl,
            "number",
            pull.number,
            "state",
            issue.open ? "open" : "closed",
            "locked",
            issue.locked,
            "title",
            issue.title,
            "user",
            users.simple(issue.author),
            "body",
            issue.body,
            "created_at",
            issue.createdAt,
            "updated_at",
            issue.updatedAt,
            "closed_at",
            issue.closedAt,
            "merged_at",
            pull.mergedAt,
            "merge_commit_sha",
            mergeCommit(repository, pull));
    node.setAll(
        Json.object(
            "assignee",
            issue.assignees.isEmpty() ? null : users.simple(issue.assignees.getFirst()),
            "assignees",
            Json.array(issue.assignees.stream().map(users::simple)),
            "requested_reviewers",
            Json.array(pull.requestedReviewers.stream().map(users::simple)),
            "requested_teams",
            Json.empty(),
            "labels",
            Json.array(issues.labels(repository, issue)),
            "milestone",
            null,
            "draft",
            pull.draft,
            "commits_url",
            url + "/commits",
            "review_comments_url",
            url + "/comments",
            "review_comment_url",
            repositories.url(repository) + "/pulls/comments{/number}",
            "comments_url",
            issueUrl + "/comments",
            "statuses_url",
            statuses,
            "head",
            end(
                world.headOf(repository, pull),
                pull.fromFork() ? pull.headOwner : repository.owner,
                pull.head,
                pull.headSha),
            "base",
            end(repository, repository.owner, pull.base, pull.baseSha),
            "_links",
            Json.object(
                "self", link(url),
                "html", link(html),
                "issue", link(issueUrl),
                "comments", link(issueUrl + "/comments"),
                "review_comments", link(url + "/comments"),
                "review_comment", link(repositories.url(repository) + "/pulls/comments{/number}"),
                "commits", link(url + "/commits"),
                "statuses", link(statuses)),
            "author_association",
            issues.association(repository, issue.author),
            "auto_merge",
            null,
            "active_lock_reason",
            issue.lockReason));
    return node;
  }

  /** As a read of one answers it, and as its own webhooks carry it. */
  public ObjectNode full(Repository repository, PullRequest pull) {
    TestMerge tested = world.mergeability.tested(repository, pull);
    Boolean mergeable = tested == null ? null : tested.commit() != null;
    List<FileDiff> files = files(repository, pull);
    ObjectNode node = simple(repository, pull);
    node.setAll(
        Json.object(
            "merged",
            pull.merged(),
            "mergeable",
            mergeable,
            "rebaseable",
            mergeable,
            "mergeable_state",
            world.mergeability.state(repository, pull).wireName(),
            "merged_by",
            users.simple(pull.mergedBy),
            "comments",
            repository.comments.values().stream().filter(c -> c.issue == pull.number).count(),
            "review_comments",
            pull.threads.values().stream().mapToInt(thread -> thread.comments.size()).sum(),
            "maintainer_can_modify",
            false,
            "commits",
            commits(repository, pull).size(),
            "additions",
            files.stream().mapToInt(FileDiff::additions).sum(),
            "deletions",
            files.stream().mapToInt(FileDiff::deletions).sum(),
            "changed_files",
            files.size()));
    return node;
  }

  /** As check runs name it. */
  public ObjectNode minimal(Repository repository, PullRequest pull) {
    return Json.object(
        "id",
        pull.id,
        "number",
        pull.number,
        "url",
        url(repository, pull),
        "head",
        minimalEnd(repository, pull.head, pull.headSha),
        "base",
        minimalEnd(repository, pull.base, pull.baseSha));
  }

  /** One file of {@code GET …/pulls/{number}/files}. */
  public ObjectNode file(Repository repository, PullRequest pull, FileDiff file) {
    String path = URLEncoder.encode(file.path(), StandardCharsets.UTF_8).replace("+", "%20");
    String html = repositories.htmlUrl(repository);
    ObjectNode node =
        Json.object(
            "sha",
            file.sha(),
            "filename",
            file.path(),
            "status",
            file.status(),
            "additions",
            file.additions(),
            "deletions",
            file.deletions(),
            "changes",
            file.additions() + file.deletions(),
            "blob_url",
            html + "/blob/" + pull.headSha + "/" + path,
            "raw_url",
            html + "/raw/" + pull.headSha + "/" + path,
            "contents_url",
            repositories.url(repository) + "/contents/" + path + "?ref=" + pull.headSha);
    if (file.patch() != null) node.put("patch", file.patch());
    if (file.previousPath() != null) node.put("previous_filename", file.previousPath());
    return node;
  }

  /** What the head changed since it left the base. */
  public List<FileDiff> files(Repository repository, PullRequest pull) {
    GitRepository git = world.git.of(repository);
    String from = git.merges().base(pull.baseSha, pull.headSha);
    return git.diffs().between(from == null ? pull.baseSha : from, pull.headSha);
  }

  /** What the head has and the base has not, oldest first. */
  public List<RevCommit> commits(Repository repository, PullRequest pull) {
    return world.git.of(repository).between(pull.baseSha, pull.headSha, MOST_COMMITS);
  }

  /**
   * The test merge while it is open, the commit on the base once it is merged:
   * https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request.
   */
  private @Nullable String mergeCommit(Repository repository, PullRequest pull) {
    if (pull.merged()) return pull.mergeCommit;
    TestMerge tested = world.mergeability.tested(repository, pull);
    return tested == null ? null : tested.commit();
  }

  /** A fork that is gone is null, as its maker then reads from the label (the latter assumed). */
  private ObjectNode end(@Nullable Repository repository, long owner, String branch, String sha) {
    return Json.object(
        "label",
        world.account(owner).login + ":" + branch,
        "ref",
        branch,
        "sha",
        sha,
        "user",
        users.simple(owner),
        "repo",
        repository == null ? null : repositories.basic(repository));
  }

  private ObjectNode minimalEnd(Repository repository, String branch, String sha) {
    return Json.object(
        "ref",
        branch,
        "sha",
        sha,
        "repo",
        Json.object(
            "id", repository.id, "url", repositories.url(repository), "name", repository.name));
  }

  private static ObjectNode link(String href) {
    return Json.object("href", href);
  }
}
