package dev.pawl.sandbox.page;

import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a person does by hand: opens, closes, comments, merges, asks for more. */
record PeopleForms(World world, PullRequestPages pulls) {
  /** How many of those that are open are shown on one page. */
  private static final int MOST = 20;

  /** Closes an issue, or opens it again. */
  String state(Repository repository, Issue issue, String back) {
    String word = issue.open ? "Close" : "Open again";
    return form("issue-state", repository, back)
        .with("number", String.valueOf(issue.number))
        .with("state", issue.open ? "closed" : "open")
        .button(word, word + " " + name(repository, issue));
  }

  String comment(Repository repository, Issue issue, String back) {
    return form("comment", repository, back)
        .with("number", String.valueOf(issue.number))
        .text("body", "Comment as " + pulls.by(repository))
        .button("Comment", "Comment on " + name(repository, issue));
  }

  private String name(Repository repository, Issue issue) {
    return world.fullName(repository) + "#" + issue.number;
  }

  /** Issues and pull requests that are open anywhere, the latest first, with what can be done. */
  String open(String back) {
    record Open(Repository repository, Issue issue) {}
    List<Open> all = new ArrayList<>();
    for (Repository repository : world.rows().repositories.values())
      for (Issue issue : repository.issues.values())
        if (issue.open) all.add(new Open(repository, issue));
    if (all.isEmpty()) return "<p class=\"soft\">Nothing is open.</p>";
    all.sort(Comparator.comparing((Open one) -> one.issue.id).reversed());
    StringBuilder list = new StringBuilder("<ul class=\"plain\">");
    for (Open one : all.subList(0, Math.min(MOST, all.size()))) {
      String name = world.fullName(one.repository);
      PullRequest pull = one.repository.pullRequests.get(one.issue.number);
      String path = "/" + name + (pull == null ? "/issues/" : "/pull/") + one.issue.number;
      list.append("<li>")
          .append(pull == null ? "Issue " : "Pull request ")
          .append(Html.link(path, name + "#" + one.issue.number))
          .append(" ")
          .append(Html.escape(one.issue.title))
          .append(
              pull == null
                  ? state(one.repository, one.issue, back)
                  : pulls.buttons(one.repository, pull, back))
          .append("</li>");
    }
    list.append("</ul>");
    if (all.size() > MOST)
      list.append("<p class=\"soft\">And ").append(all.size() - MOST).append(" more.</p>");
    return list.toString();
  }

  /** What a person may ask of a repository. */
  String wishes(Repository repository, String back) {
    return form("goal", repository, back)
            .line("text", "A point more in the goal")
            .button("Add", "Add it to the goal")
        + form("task", repository, back)
            .line("title", "A task in the queue")
            .button("Queue", "Queue the task")
        + form("issue", repository, back)
            .line("title", "An issue of nobody's asking")
            .text("body", "What it says")
            .button("Open", "Open the issue");
  }

  private Form form(String what, Repository repository, String back) {
    return Form.to(what, back)
        .with("repository", world.fullName(repository))
        .with("by", pulls.by(repository));
  }
}
