package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.GitObjects;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.ClosingKeywords;
import dev.pawl.sandbox.world.FileDiff;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.QueueEntry;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Requirements;
import dev.pawl.sandbox.world.TestMerge;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests of GraphQL. Source:
 * https://docs.github.com/en/graphql/reference/objects#pullrequest.
 */
record PullRequestNodes(World world, Shapes shapes, Nodes nodes, GitNodes git) {
  /** The one of that number; null and an error where there is none. */
  Fields numbered(Repository repository, int number) {
    nodes.require(repository, "pull_requests");
    PullRequest pull = repository.pullRequests.get(number);
    if (pull == null)
      throw new Failure(
          "NOT_FOUND", "Could not resolve to a PullRequest with the number of " + number + ".");
    return pull(repository, pull);
  }

  Fields all(DataFetchingEnvironment e, Repository repository) {
    nodes.require(repository, "pull_requests");
    return Connections.of(
        e,
        "PullRequestConnection",
        PullRequestQuery.of(e, repository).stream().map(pull -> pull(repository, pull)).toList());
  }

  Fields pull(Repository repository, PullRequest pull) {
    Issue issue = repository.issueOf(pull);
    Fields fields =
        new Fields("PullRequest")
            .with("id", NodeId.of("PR", pull.id))
            .with("databaseId", pull.id)
            .with("fullDatabaseId", String.valueOf(pull.id))
            .with("number", pull.number)
            .with("title", issue.title)
            .with("body", issue.body == null ? "" : issue.body)
            .with("state", pull.merged() ? "MERGED" : issue.open ? "OPEN" : "CLOSED")
            .with("closed", !issue.open)
            .with("merged", pull.merged())
            .with("isDraft", pull.draft)
            .with("isCrossRepository", pull.fromFork())
            .with("isInMergeQueue", repository.queued(pull) != null)
            .with("isMergeQueueEnabled", BranchRules.of(repository, pull.base).queue())
            .with("locked", issue.locked)
            .with("createdAt", issue.createdAt)
            .with("updatedAt", issue.updatedAt)
            .with("closedAt", issue.closedAt)
            .with("mergedAt", pull.mergedAt)
            .with("url", shapes.pulls.htmlUrl(repository, pull))
            .with("headRefName", pull.head)
            .with("headRefOid", pull.headSha)
            .with("baseRefName", pull.base)
            .with("baseRefOid", pull.baseSha)
            .with("authorAssociation", shapes.issues.association(repository, issue.author))
            .with("viewerDidAuthor", issue.author == nodes.viewerId())
            .lazy("author", e -> nodes.account(issue.author))
            .lazy("repository", e -> nodes.repository(repository))
            .lazy("assignees", e -> nodes.assignees(e, issue))
            .lazy("labels", e -> nodes.labels(e, repository, issue))
            .lazy("comments", e -> nodes.comments(e, repository, issue))
            .lazy("timelineItems", e -> new TimelineNodes(nodes).of(e, repository, issue));
    merging(fields, repository, pull);
    reviewing(fields, repository, pull);
    changing(fields, repository, pull);
    return fields;
  }

  private void merging(Fields fields, Repository repository, PullRequest pull) {
    Long mergedBy = pull.mergedBy;
    String commit = pull.mergeCommit;
    fields
        .lazy("mergeable", e -> mergeable(repository, pull))
        .lazy("mergeQueueEntry", e -> queueEntry(repository, pull))
        .lazy("mergeStateStatus", e -> mergeState(repository, pull))
        .lazy("mergedBy", e -> mergedBy == null ? null : nodes.account(mergedBy))
        .lazy("mergeCommit", e -> commit == null ? null : git.commit(repository, commit))
        .lazy("potentialMergeCommit", e -> tried(repository, pull))
        .lazy("headRef", e -> headRef(repository, pull))
        .lazy("headRepository", e -> headRepository(repository, pull))
        .lazy("headRepositoryOwner", e -> owner(repository, pull))
        .lazy("statusCheckRollup", e -> checks().rollup(repository, pull.headSha))
        .lazy("baseRef", e -> git.ref(repository, "refs/heads/" + pull.base))
        .lazy("closingIssuesReferences", e -> closing(e, repository, pull));
  }

  /** The test merge's commit; null while there is none, and once it is closed (assumed). */
  private @Nullable Fields tried(Repository repository, PullRequest pull) {
    TestMerge tested = world.mergeability.tested(repository, pull);
    String commit = tested == null ? null : tested.commit();
    return commit == null ? null : git.commit(repository, commit);
  }

  private @Nullable Fields queueEntry(Repository repository, PullRequest pull) {
    QueueEntry entry = repository.queued(pull);
    return entry == null ? null : queueEntry(repository, pull, entry);
  }

  Fields queueEntry(Repository repository, PullRequest pull, QueueEntry entry) {
    String group = entry.groupSha;
    return new Fields("MergeQueueEntry")
        .with("id", NodeId.of("MQE", entry.id))
        .with("position", repository.queueOf(pull.base).indexOf(entry) + 1)
        .with("enqueuedAt", entry.enqueuedAt)
        .with("jump", entry.jump)
        .with("solo", false)
        .with("state", group == null ? "QUEUED" : "AWAITING_CHECKS")
        .lazy("enqueuer", e -> nodes.account(entry.enqueuer))
        .lazy("headCommit", e -> group == null ? null : git.commit(repository, group))
        .lazy("pullRequest", e -> pull(repository, pull));
  }

  private CheckNodes checks() {
    return new CheckNodes(world, shapes, nodes, git);
  }

  private @Nullable Fields headRef(Repository repository, PullRequest pull) {
    Repository from = nodes.visible(world.headOf(repository, pull));
    return from == null ? null : git.ref(from, "refs/heads/" + pull.head);
  }

  private @Nullable Fields headRepository(Repository repository, PullRequest pull) {
    Repository from = nodes.visible(world.headOf(repository, pull));
    return from == null ? null : nodes.repository(from);
  }

  /** Known even when the fork is gone (assumed). */
  private Fields owner(Repository repository, PullRequest pull) {
    return nodes.account(pull.fromFork() ? pull.headOwner : repository.owner);
  }

  /** To ask has the merge tried, as a read over REST has. */
  private String mergeable(Repository repository, PullRequest pull) {
    TestMerge tested = world.mergeability.tested(repository, pull);
    world.mergeability.ask(pull);
    return tested == null ? "UNKNOWN" : tested.commit() == null ? "CONFLICTING" : "MERGEABLE";
  }

  private String mergeState(Repository repository, PullRequest pull) {
    String state = world.mergeability.state(repository, pull).name();
    world.mergeability.ask(pull);
    return state;
  }

  private Fields closing(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    return Connections.of(
        e,
        "IssueConnection",
        ClosingKeywords.issues(world, repository, pull).stream()
            .map(issue -> nodes.issue(repository, issue))
            .toList());
  }

  private void reviewing(Fields fields, Repository repository, PullRequest pull) {
    ReviewNodes reviews = new ReviewNodes(world, shapes, nodes, this);
    fields
        .lazy("reviewDecision", e -> new Requirements(world, repository, pull).decision())
        .lazy("reviews", e -> reviews.all(e, repository, pull))
        .lazy("latestReviews", e -> reviews.latest(e, repository, pull))
        .lazy("latestOpinionatedReviews", e -> reviews.opinions(e, repository, pull))
        .lazy("reviewThreads", e -> threads().all(e, repository, pull))
        .lazy("reviewRequests", e -> requests(e, repository, pull));
  }

  private ThreadNodes threads() {
    return new ThreadNodes(world, shapes, nodes, this);
  }

  private Fields requests(DataFetchingEnvironment e, Repository repository, PullRequest pull) {
    return Connections.of(
        e,
        "ReviewRequestConnection",
        pull.requestedReviewers.stream().map(id -> request(repository, pull, id)).toList());
  }

  private Fields request(Repository repository, PullRequest pull, long reviewer) {
    Account account = world.account(reviewer);
    return new Fields("ReviewRequest")
        .with("id", GitObjects.nodeId("RR", repository, pull.number + ":" + reviewer))
        .with("asCodeOwner", false)
        .lazy("requestedReviewer", e -> nodes.account(account))
        .lazy("pullRequest", e -> pull(repository, pull));
  }

  private void changing(Fields fields, Repository repository, PullRequest pull) {
    fields
        .lazy(
            "additions", e -> files(repository, pull).stream().mapToInt(FileDiff::additions).sum())
        .lazy(
            "deletions", e -> files(repository, pull).stream().mapToInt(FileDiff::deletions).sum())
        .lazy("changedFiles", e -> files(repository, pull).size())
        .lazy(
            "files",
            e ->
                Connections.of(
                    e,
                    "PullRequestChangedFileConnection",
                    files(repository, pull).stream().map(PullRequestNodes::file).toList()))
        .lazy(
            "commits",
            e ->
                Connections.of(
                    e,
                    "PullRequestCommitConnection",
                    shapes.pulls.commits(repository, pull).stream()
                        .map(commit -> commit(repository, pull, commit))
                        .toList()));
  }

  private List<FileDiff> files(Repository repository, PullRequest pull) {
    return shapes.pulls.files(repository, pull);
  }

  private static Fields file(FileDiff file) {
    return new Fields("PullRequestChangedFile")
        .with("id", file.path())
        .with("path", file.path())
        .with("additions", file.additions())
        .with("deletions", file.deletions())
        .with(
            "changeType",
            switch (file.status()) {
              case "added" -> "ADDED";
              case "removed" -> "DELETED";
              case "renamed" -> "RENAMED";
              case "copied" -> "COPIED";
              default -> "MODIFIED";
            });
  }

  private Fields commit(Repository repository, PullRequest pull, RevCommit commit) {
    return new Fields("PullRequestCommit")
        .with("id", GitObjects.nodeId("PURC", repository, pull.number + ":" + commit.name()))
        .with("url", shapes.pulls.htmlUrl(repository, pull) + "/commits/" + commit.name())
        .lazy("commit", e -> git.commit(repository, commit.name()))
        .lazy("pullRequest", e -> pull(repository, pull));
  }

  /** The one of that node id, or the review; null when this repository has none. */
  @Nullable Fields find(Repository repository, NodeId id) {
    for (PullRequest pull : repository.pullRequests.values()) {
      var thread = id.prefix().equals("PRRT") ? pull.threads.get(id.id()) : null;
      if (thread != null) {
        nodes.require(repository, "pull_requests");
        return threads().thread(repository, pull, thread);
      }
      if (id.prefix().equals("PR") && pull.id == id.id()) {
        nodes.require(repository, "pull_requests");
        return pull(repository, pull);
      }
      var review = id.prefix().equals("PRR") ? pull.reviews.get(id.id()) : null;
      if (review != null) {
        nodes.require(repository, "pull_requests");
        ReviewNodes reviews = new ReviewNodes(world, shapes, nodes, this);
        return reviews.visible(review) ? reviews.review(repository, pull, review) : null;
      }
    }
    return null;
  }

  static int number(DataFetchingEnvironment e) {
    return Objects.requireNonNull(e.<Integer>getArgument("number"));
  }
}
