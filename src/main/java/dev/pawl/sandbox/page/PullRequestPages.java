package dev.pawl.sandbox.page;

import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.FileDiff;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Review;
import dev.pawl.sandbox.world.World;

/** What the pages show of pull requests beyond what they show of issues. */
record PullRequestPages(World world, Shapes shapes) {
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
    return details.append("<h2>Files</h2>").append(Html.table("Path,,Lines", files)).toString();
  }
}
