package dev.pawl.sandbox.act;

import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;

/** All that can be done. */
public final class Acts {
  public final LabelActs labels;
  public final TimelineActs timeline;
  public final IssueActs issues;
  public final PullRequestActs pulls;
  public final ReviewActs reviews;
  public final ThreadActs threads;
  public final MergeActs merges;
  public final RevertActs reverts;
  public final QueueActs queue;
  public final CheckActs checks;
  public final StatusActs statuses;
  public final RuleActs rules;
  public final GitActs git;
  public final InstallationActs installations;
  public final RepositoryActs repositories;
  public final AgentActs agents;

  public Acts(World world, Shapes shapes, Hooks hooks, Faults faults) {
    labels = new LabelActs(world, shapes, hooks);
    timeline = new TimelineActs(world);
    IssueNews news = new IssueNews(shapes, hooks, timeline);
    issues = new IssueActs(world, shapes, hooks, faults, labels, news, timeline);
    pulls = new PullRequestActs(world, shapes, issues, news, timeline);
    reviews = new ReviewActs(world, shapes, hooks);
    threads = new ThreadActs(world, shapes, hooks, reviews);
    checks = new CheckActs(world, shapes, hooks);
    statuses = new StatusActs(world, shapes, hooks);
    rules = new RuleActs(world);
    git = new GitActs(world, shapes, hooks);
    Merged merged = new Merged(world, issues, news);
    merges = new MergeActs(world, git, merged);
    reverts = new RevertActs(world, git, pulls);
    queue = new QueueActs(world, shapes, hooks, git, merges, news);
    PullRequestWatcher pullRequests = new PullRequestWatcher(world, issues, merged, news, timeline);
    git.watch(
        (repository, by, branch, before, after) -> {
          pullRequests.moved(repository, by, branch, before, after);
          queue.look(repository);
        });
    checks.watch(queue::look);
    statuses.watch(queue::look);
    installations = new InstallationActs(world, shapes, hooks);
    agents = new AgentActs(world, hooks, timeline);
    repositories = new RepositoryActs(world, shapes, hooks, git, installations);
  }
}
