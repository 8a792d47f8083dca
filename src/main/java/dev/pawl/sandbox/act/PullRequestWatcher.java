package dev.pawl.sandbox.act;

import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a push does to the pull requests that are open between its branch and others. */
final class PullRequestWatcher implements GitActs.Watcher {
  private final World world;
  private final IssueActs issueActs;
  private final Merged merged;
  private final IssueNews news;

  PullRequestWatcher(World world, IssueActs issueActs, Merged merged, IssueNews news) {
    this.world = world;
    this.issueActs = issueActs;
    this.merged = merged;
    this.news = news;
  }

  @Override
  public void moved(
      Repository repository,
      Actor by,
      String branch,
      @Nullable String before,
      @Nullable String after) {
    for (PullRequest pull : List.copyOf(repository.pullRequests.values())) {
      Issue issue = repository.issueOf(pull);
      if (!issue.open) continue;
      boolean isHead = pull.head.equals(branch);
      if (!isHead && !pull.base.equals(branch)) continue;
      // A pull request without one of its branches is closed:
      // https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/creating-and-deleting-branches-within-your-repository#deleting-a-branch
      if (after == null) issueActs.close(repository, issue, by, null);
      else if (isHead) headMoved(repository, pull, issue, by, before, after);
      else baseMoved(repository, pull, by, after);
    }
  }

  private void headMoved(
      Repository repository,
      PullRequest pull,
      Issue issue,
      Actor by,
      @Nullable String before,
      String after) {
    GitRepository git = world.git.of(repository);
    pull.follow(git);
    git.setRef("refs/pull/" + pull.number + "/head", after);
    world.mergeability.ask(pull);
    world.touch(issue);
    news.tell(repository, pull, by, "synchronize", "before", before, "after", after);
    // Nothing is left to merge (assumed: GitHub closes it then).
    if (git.isAncestor(after, pull.baseSha)) issueActs.close(repository, issue, by, null);
  }

  /**
   * Whoever pushes the head's commits to the base has merged it:
   * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges.
   */
  private void baseMoved(Repository repository, PullRequest pull, Actor by, String after) {
    GitRepository git = world.git.of(repository);
    if (git.isAncestor(pull.headSha, after)) {
      merged.note(repository, pull, by, after);
      merged.tell(repository, pull, by);
      return;
    }
    pull.follow(git);
    world.changed();
  }
}
