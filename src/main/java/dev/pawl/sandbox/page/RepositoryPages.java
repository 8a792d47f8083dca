package dev.pawl.sandbox.page;

import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one repository: its files, issues, pull requests and check runs. Text is shown plain,
 * never rendered.
 */
record RepositoryPages(World world, PullRequestPages pulls, AgentPages agents, PeopleForms people) {
  /** Path segments as of {@code /owner/name/…}, at most five. */
  @Nullable String page(Repository repository, String[] parts) {
    if (parts.length == 2) return overview(repository);
    return switch (parts[2]) {
      case "issues" -> parts.length == 3 ? overview(repository) : issue(repository, parts[3]);
      case "pulls" -> overview(repository);
      case "pull" -> parts.length < 4 ? null : issue(repository, parts[3]);
      case "blob", "raw" -> parts.length < 5 ? null : file(repository, parts[3], parts[4]);
      case "tree" -> overview(repository);
      case "commit" -> parts.length < 4 ? null : commit(repository, parts[3]);
      case "runs" -> overview(repository);
      default -> null;
    };
  }

  private String overview(Repository repository) {
    GitRepository git = world.git.of(repository);
    String full = "/" + world.fullName(repository);
    String branch = repository.defaultBranch;
    String head = git.head(branch);
    RevCommit commit = head == null ? null : git.commit(head);
    StringBuilder files = new StringBuilder();
    if (commit != null)
      for (GitEntry entry : git.entries(commit.getTree().name(), true))
        if (!entry.type().equals("tree"))
          files.append(
              Html.row(Html.link(full + "/blob/" + branch + "/" + entry.path(), entry.path())));
    StringBuilder issues = new StringBuilder();
    for (Issue issue : repository.issues.descendingMap().values()) {
      if (repository.pullRequests.containsKey(issue.number)) continue;
      issues.append(
          Html.row(
              "#" + issue.number,
              Html.link(full + "/issues/" + issue.number, issue.title),
              issue.open ? "open" : "closed",
              Html.escape(world.account(issue.author).login),
              Html.escape(labels(repository, issue))));
    }
    StringBuilder checks = new StringBuilder();
    for (CheckRun run : repository.checkRuns.descendingMap().values())
      checks.append(
          Html.row(
              Html.escape(run.name),
              "<code>" + Html.escape(run.headSha.substring(0, 7)) + "</code>",
              Html.escape(run.conclusion == null ? run.status : run.conclusion),
              Html.escape(run.title == null ? "" : run.title)));
    return Html.page(
        world.fullName(repository),
        "<h2>Issues</h2>"
            + Html.table("Number,Title,State,Author,Labels", issues)
            + "<h2>Pull requests</h2>"
            + pulls.table(repository)
            + agents.of(repository)
            + "<h2>Files on "
            + Html.escape(branch)
            + "</h2>"
            + Html.table("Path", files)
            + "<h2>Check runs</h2>"
            + Html.table("Name,Commit,Outcome,Title", checks));
  }

  private static String labels(Repository repository, Issue issue) {
    StringBuilder names = new StringBuilder();
    for (long id : issue.labels) {
      Label label = repository.labels.get(id);
      if (label != null) names.append(names.isEmpty() ? "" : ", ").append(label.name);
    }
    return names.toString();
  }

  private @Nullable String issue(Repository repository, String number) {
    Issue issue =
        number.matches("\\d{1,9}") ? repository.issues.get(Integer.parseInt(number)) : null;
    if (issue == null) return null;
    StringBuilder body = new StringBuilder();
    PullRequest pull = repository.pullRequests.get(issue.number);
    body.append("<p class=\"soft\">")
        .append(pull != null ? PullRequestPages.state(issue, pull) : issue.open ? "open" : "closed")
        .append(", by ")
        .append(Html.escape(world.account(issue.author).login));
    String labels = labels(repository, issue);
    if (!labels.isEmpty()) body.append(", labels: ").append(Html.escape(labels));
    for (long id : issue.assignees)
      body.append(", assigned to ").append(Html.escape(world.account(id).login));
    body.append("</p><pre>")
        .append(Html.escape(issue.body == null ? "" : issue.body))
        .append("</pre>");
    String here =
        "/" + world.fullName(repository) + (pull == null ? "/issues/" : "/pull/") + number;
    if (pull == null) body.append(people.state(repository, issue, here));
    else body.append(pulls.details(repository, pull));
    for (Comment comment : repository.comments.values()) {
      if (comment.issue != issue.number) continue;
      body.append("<p class=\"soft\" id=\"issuecomment-")
          .append(comment.id)
          .append("\">")
          .append(Html.escape(world.account(comment.author).login))
          .append(" commented at ")
          .append(Html.escape(comment.createdAt))
          .append("</p><pre>")
          .append(Html.escape(comment.body))
          .append("</pre>");
    }
    body.append(people.comment(repository, issue, here));
    body.append("<p>").append(Html.link("/" + world.fullName(repository), "All issues and files"));
    return Html.page(issue.title + " #" + issue.number, body.append("</p>").toString());
  }

  private @Nullable String file(Repository repository, String ref, String path) {
    GitRepository git = world.git.of(repository);
    String sha = git.commitSha(ref);
    GitEntry entry = sha == null ? null : git.at(sha, path);
    if (entry == null || !entry.type().equals("blob")) return null;
    String text = new String(git.blob(entry.sha()), StandardCharsets.UTF_8);
    return Html.page(path, "<pre>" + Html.escape(text) + "</pre>");
  }

  private @Nullable String commit(Repository repository, String sha) {
    GitRepository git = world.git.of(repository);
    RevCommit commit = git.commit(sha);
    if (commit == null) return null;
    var change = git.change(commit);
    return Html.page(
        commit.getShortMessage(),
        "<p class=\"soft\">"
            + Html.escape(commit.getAuthorIdent().getName())
            + "</p><pre>"
            + Html.escape(commit.getFullMessage())
            + "</pre><p>Added "
            + Html.escape(change.added())
            + ", modified "
            + Html.escape(change.modified())
            + ", removed "
            + Html.escape(change.removed())
            + "</p>");
  }
}
