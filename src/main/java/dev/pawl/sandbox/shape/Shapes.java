package dev.pawl.sandbox.shape;

import dev.pawl.sandbox.world.World;

/** All JSON forms, for one base address. */
public final class Shapes {
  public final String base;
  public final Users users;
  public final Repositories repositories;
  public final Apps apps;
  public final Issues issues;
  public final PullRequests pulls;
  public final Reviews reviews;
  public final Threads threads;
  public final Checks checks;
  public final Statuses statuses;
  public final Timelines timelines;
  public final GitObjects git;

  public Shapes(World world, String base) {
    this.base = base;
    this.users = new Users(world, base);
    this.repositories = new Repositories(world, base, users);
    this.apps = new Apps(world, base, users);
    this.issues = new Issues(world, users, repositories, apps);
    this.pulls = new PullRequests(world, users, repositories, issues);
    this.reviews = new Reviews(users, issues, pulls);
    this.threads = new Threads(world, users, issues, pulls, repositories);
    this.git = new GitObjects(world, users, repositories);
    this.checks = new Checks(repositories, apps, pulls, git);
    this.statuses = new Statuses(world, users, repositories, git);
    this.timelines = new Timelines(world, this);
  }
}
