package dev.pawl.sandbox.act;

import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.ClosingKeywords;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;

/** What a merge leaves behind, by the button or by a push that brought the head's commits. */
final class Merged {
  private final World world;
  private final IssueActs issueActs;
  private final IssueNews news;

  Merged(World world, IssueActs issueActs, IssueNews news) {
    this.world = world;
    this.issueActs = issueActs;
    this.news = news;
  }

  /** To be called before the base moves, or the move would be taken for a merge by a push. */
  void note(Repository repository, PullRequest pull, Actor by, String commit) {
    pull.mergedAt = world.now();
    pull.mergedBy = by.account().id;
    pull.mergeCommit = commit;
    issueActs.end(repository.issueOf(pull), by, null);
  }

  /** To be called after the push was told. */
  void tell(Repository repository, PullRequest pull, Actor by) {
    news.tell(repository, pull, by, "closed");
    for (Issue issue : ClosingKeywords.issues(world, repository, pull))
      if (issue.open) issueActs.close(repository, issue, by, "completed");
  }
}
