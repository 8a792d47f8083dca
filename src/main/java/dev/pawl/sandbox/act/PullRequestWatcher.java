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
  private final TimelineActs timeline;

  PullRequestWatcher(
      World world, IssueActs issueActs, Merged merged, IssueNews news, TimelineActs timeline) {
    this.world = world;
    this.issueActs = issueActs;
    this.merged = merged;
    this.news = news;
    this.timeline = timeline;
  }

  @Override
  public void moved(
      Repository repository,
      Actor by,
      String branch,
      @Nullable String before,
      @Nullable String after) {
    // Those of a fork's branches are in the repository that it was forked from.
    for (Repository own : List.copyOf(world.rows().repositories.values()))
      for (PullRequest pull : List.copyOf(own.pullRequests.values()))
        if (own.issueOf(pull).open) moved(own, pull, repository, by, branch, before, after);
        else if (after == null && pull.hasHead(own, repository, branch))
          timeline.append(own.issueOf(pull), by, "head_ref_deleted");
  }

  private void moved(
      Repository own,
      PullRequest pull,
      Repository repository,
      Actor by,
      String branch,
      @Nullable String before,
      @Nullable String after) {
    boolean isHead = pull.hasHead(own, repository, branch);
    boolean isBase = own.id == repository.id && pull.base.equals(branch);
    if (!isHead && !isBase) return;
    Issue issue = own.issueOf(pull);
    // A pull request without one of its branches is closed:
    // https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/creating-and-deleting-branches-within-your-repository#deleting-a-branch
    if (after == null && isHead) timeline.append(issue, by, "head_ref_deleted");
    if (after == null) issueActs.close(own, issue, by, null);
    else if (isHead) headMoved(own, pull, issue, by, before, after);
    else baseMoved(own, pull, by, after);
  }

  private void headMoved(
      Repository repository,
      PullRequest pull,
      Issue issue,
      Actor by,
      @Nullable String before,
      String after) {
    GitRepository git = world.git.of(repository);
    if (before != null && !isAncestor(repository, before, after))
      timeline.append(issue, by, "head_ref_force_pushed");
    pull.follow(world, repository);
    git.setRef("refs/pull/" + pull.number + "/head", after);
    world.mergeability.ask(pull);
    world.touch(issue);
    news.tell(repository, pull, by, "synchronize", "before", before, "after", after);
    // Nothing is left to merge (assumed: GitHub closes it then).
    if (git.isAncestor(after, pull.baseSha)) issueActs.close(repository, issue, by, null);
  }

  /** Both as the pull request's own repository knows them; a fork's commits are copied there. */
  private boolean isAncestor(Repository repository, String before, String after) {
    GitRepository git = world.git.of(repository);
    return !git.exists(before) || !git.exists(after) || git.isAncestor(before, after);
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
    pull.follow(world, repository);
    world.changed();
  }
}
