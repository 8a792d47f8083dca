package dev.pawl.sandbox.page;

import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.FileDiff;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.World;
import java.util.Map;

/**
 * What the pages show of pull requests beyond what they show of issues, with buttons for what only
 * a person may do.
 */
record PullRequestPages(World world, Shapes shapes) {
  /** The App that the sandbox was set up for: its checks wait for no approval. */
  private static final long OWN = 0;

  /** All of a repository, newest first. */
  String table(Repository repository) {
    StringBuilder rows = new StringBuilder();
    for (PullRequest pull : repository.pullRequests.descendingMap().values()) {
      Issue issue = repository.issueOf(pull);
      rows.append(
          Html.row(
              "#" + pull.number,
              Html.link("/" + world.fullName(repository) + "/pull/" + pull.number, issue.title),
              state(issue, pull),
              Html.escape(pull.head + " into " + pull.base),
              Html.escape(world.account(issue.author).login)));
    }
    return Html.table("Number,Title,State,Branches,Author", rows);
  }

  static String state(Issue issue, PullRequest pull) {
    if (pull.merged()) return "merged";
    if (!issue.open) return "closed";
    return pull.draft ? "draft" : "open";
  }

  /** Branches, what keeps it from being merged, reviews and files. */
  String details(Repository repository, PullRequest pull) {
    StringBuilder details = new StringBuilder("<p class=\"soft\">");
    details
        .append(Html.escape(pull.head + " into " + pull.base))
        .append(", <code>")
        .append(pull.headSha, 0, 7)
        .append("</code>");
    if (repository.issueOf(pull).open)
      details
          .append(", to be merged: ")
          .append(world.mergeability.state(repository, pull).wireName());
    for (long id : pull.requestedReviewers)
      details.append(", review asked of ").append(Html.escape(world.account(id).login));
    details.append("</p>");
    StringBuilder reviews = new StringBuilder();
    for (Review review : pull.reviews.values())
      if (review.state != Review.State.PENDING)
        reviews.append(
            Html.row(
                Html.escape(world.account(review.author).login),
                review.state.name(),
                "<code>" + review.commit.substring(0, 7) + "</code>",
                Html.escape(review.body)));
    if (!reviews.isEmpty())
      details.append("<h2>Reviews</h2>").append(Html.table("By,State,Commit,Text", reviews));
    StringBuilder files = new StringBuilder();
    for (FileDiff file : shapes.pulls.files(repository, pull))
      files.append(
          Html.row(
              Html.escape(file.path()),
              file.status(),
              "+" + file.additions() + " −" + file.deletions()));
    return details
        .append(
            buttons(repository, pull, "/" + world.fullName(repository) + "/pull/" + pull.number))
        .append(checks(repository, pull))
        .append("<h2>Files</h2>")
        .append(Html.table("Path,,Lines", files))
        .toString();
  }

  /** The check runs of its head, each with all that it says. */
  private static String checks(Repository repository, PullRequest pull) {
    StringBuilder rows = new StringBuilder();
    for (CheckRun run : repository.checkRuns.values()) {
      if (!run.headSha.equals(pull.headSha)) continue;
      String title = Html.escape(run.title == null ? "" : run.title);
      rows.append(
          Html.row(
              Html.escape(run.name),
              Html.escape(run.conclusion == null ? run.status : run.conclusion),
              run.summary == null
                  ? title
                  : "<details><summary>"
                      + title
                      + "</summary><pre>"
                      + Html.escape(run.summary)
                      + "</pre></details>"));
    }
    return rows.isEmpty() ? "" : "<h2>Checks</h2>" + Html.table("Name,Outcome,Title", rows);
  }

  /** What a person may do with it; empty where it has ended. */
  String buttons(Repository repository, PullRequest pull, String back) {
    if (!repository.issueOf(pull).open) return "";
    String object = world.fullName(repository) + "#" + pull.number;
    boolean waits =
        repository.checkRuns.values().stream()
            .anyMatch(
                run ->
                    run.headSha.equals(pull.headSha)
                        && run.app != OWN
                        && "action_required".equals(run.conclusion));
    return "<div class=\"acts\">"
        + (waits ? form("approve", repository, pull, back).button("Approve and run", object) : "")
        + form("merge", repository, pull, back)
            .button("Merge", "Merge " + object + " into " + pull.base)
        + form("pull-state", repository, pull, back)
            .with("state", "closed")
            .button("Close", "Close " + object)
        + "</div>";
  }

  private Form form(String what, Repository repository, PullRequest pull, String back) {
    return Form.to(what, back)
        .with("repository", world.fullName(repository))
        .with("number", String.valueOf(pull.number))
        .with("by", by(repository));
  }

  /** Somebody who may write; else the owner of the repository, as the control API has it. */
  String by(Repository repository) {
    for (Map.Entry<Long, String> person : repository.permissions.entrySet())
      if (person.getValue().equals("write") || person.getValue().equals("admin"))
        return world.account(person.getKey()).login;
    return world.account(repository.owner).login;
  }
}
