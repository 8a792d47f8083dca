package dev.pawl.sandbox.act;

import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to pull requests alone; what happens to them as issues is in {@link IssueActs}.
 * Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request.
 */
public final class PullRequestActs {
  private final World world;
  private final Shapes shapes;
  private final IssueActs issueActs;
  private final IssueNews news;
  private final TimelineActs timeline;

  PullRequestActs(
      World world, Shapes shapes, IssueActs issueActs, IssueNews news, TimelineActs timeline) {
    this.world = world;
    this.shapes = shapes;
    this.issueActs = issueActs;
    this.news = news;
    this.timeline = timeline;
  }

  /**
   * Opens one between two branches that exist and differ.
   *
   * @param from the repository that the head is in: this one or a fork of it
   */
  public PullRequest open(
      Repository repository,
      Actor by,
      String title,
      @Nullable String body,
      Repository from,
      String head,
      String base,
      boolean draft) {
    Issue issue = issueActs.numbered(repository, by, title, body);
    PullRequest pull = new PullRequest();
    pull.id = world.nextId();
    pull.number = issue.number;
    pull.head = head;
    if (from.id != repository.id) {
      pull.headRepository = from.id;
      pull.headOwner = from.owner;
    }
    pull.base = base;
    pull.draft = draft;
    GitRepository git = world.git.of(repository);
    pull.follow(world, repository);
    world.mergeability.ask(pull);
    // https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/checking-out-pull-requests-locally
    git.setRef("refs/pull/" + pull.number + "/head", pull.headSha);
    repository.issues.put(issue.number, issue);
    repository.pullRequests.put(pull.number, pull);
    world.changed();
    news.tell(repository, pull, by, "opened");
    timeline.reference(repository, issue, by, body);
    return pull;
  }

  /** Leads it into another branch. */
  public void retarget(Repository repository, PullRequest pull, Actor by, String base) {
    if (base.equals(pull.base)) return;
    var changes =
        Json.object(
            "base",
            Json.object(
                "ref", Json.object("from", pull.base), "sha", Json.object("from", pull.baseSha)));
    pull.base = base;
    pull.follow(world, repository);
    world.mergeability.ask(pull);
    world.touch(repository.issueOf(pull));
    news.tell(repository, pull, by, "edited", "changes", changes);
  }

  /** Only GraphQL and people on the site do it; REST has no call for it. */
  public void setDraft(Repository repository, PullRequest pull, Actor by, boolean draft) {
    if (pull.draft == draft) return;
    pull.draft = draft;
    world.touch(repository.issueOf(pull));
    news.tell(repository, pull, by, draft ? "converted_to_draft" : "ready_for_review");
  }

  public void requestReviews(
      Repository repository, PullRequest pull, Actor by, List<Account> reviewers) {
    for (Account reviewer : reviewers) {
      if (pull.requestedReviewers.contains(reviewer.id)) continue;
      pull.requestedReviewers.add(reviewer.id);
      world.touch(repository.issueOf(pull));
      tellReviewer(repository, pull, by, "review_requested", reviewer);
    }
  }

  public void removeReviewRequests(
      Repository repository, PullRequest pull, Actor by, List<Account> reviewers) {
    for (Account reviewer : reviewers) {
      if (!pull.requestedReviewers.remove((Long) reviewer.id)) continue;
      world.touch(repository.issueOf(pull));
      tellReviewer(repository, pull, by, "review_request_removed", reviewer);
    }
  }

  /** Why one that is closed stays so; null where it may be opened again. */
  public @Nullable String refusalToReopen(Repository repository, PullRequest pull) {
    if (pull.merged()) return "state cannot be changed. The pull request is merged.";
    Repository from = world.headOf(repository, pull);
    if (from == null) return "state cannot be changed. The repository that submitted it is gone.";
    if (world.git.of(from).head(pull.head) == null)
      return "state cannot be changed. The " + pull.head + " branch has been deleted.";
    if (world.git.of(repository).head(pull.base) == null)
      return "state cannot be changed. The " + pull.base + " branch has been deleted.";
    for (PullRequest other : repository.pullRequests.values()) {
      if (repository.issueOf(other).open
          && other.hasHead(repository, from, pull.head)
          && other.base.equals(pull.base))
        return "state cannot be changed. There is already an open pull request for "
            + pull.head
            + ".";
    }
    return null;
  }

  private void tellReviewer(
      Repository repository, PullRequest pull, Actor by, String action, Account reviewer) {
    news.tell(repository, pull, by, action, "requested_reviewer", shapes.users.simple(reviewer.id));
  }
}
