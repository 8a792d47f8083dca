package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.QueueEntry;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.ReviewThread;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;

/**
 * What can be done over GraphQL, and only there: drafts, threads, whole commits. Source:
 * https://docs.github.com/en/graphql/reference/mutations.
 */
record Mutations(Acts acts, Nodes nodes, Rights rights) {
  void into(Fields root) {
    root.lazy(
            "markPullRequestReadyForReview",
            e -> setDraft(e, "MarkPullRequestReadyForReviewPayload", false))
        .lazy(
            "convertPullRequestToDraft", e -> setDraft(e, "ConvertPullRequestToDraftPayload", true))
        .lazy("revertPullRequest", e -> new RevertMutation(acts, nodes, rights).run(e))
        .lazy("resolveReviewThread", e -> resolve(e, "ResolveReviewThreadPayload", true))
        .lazy("unresolveReviewThread", e -> resolve(e, "UnresolveReviewThreadPayload", false))
        .lazy("enqueuePullRequest", this::enqueue)
        .lazy("dequeuePullRequest", this::dequeue)
        .lazy("createCommitOnBranch", e -> new CommitMutation(acts, nodes, rights).run(e));
  }

  private Fields setDraft(DataFetchingEnvironment environment, String payload, boolean draft) {
    Map<String, Object> input = Rights.input(environment);
    Rights.Found found = rights.pull(String.valueOf(input.get("pullRequestId")));
    rights.requireAuthorOrWriter(found.repository(), found.pull());
    acts.pulls.setDraft(found.repository(), found.pull(), rights.actor(), draft);
    return new Fields(payload)
        .with("clientMutationId", input.get("clientMutationId"))
        .lazy("pullRequest", e -> nodes.pullRequest(found.repository(), found.pull()));
  }

  /** The types of what refuses it are assumed. */
  private Fields enqueue(DataFetchingEnvironment environment) {
    Map<String, Object> input = Rights.input(environment);
    Rights.Found found = rights.pull(String.valueOf(input.get("pullRequestId")));
    Repository repository = found.repository();
    PullRequest pull = found.pull();
    rights.require(repository, "contents");
    Object expected = input.get("expectedHeadOid");
    if (expected != null && !expected.equals(pull.headSha))
      throw new Failure("STALE_DATA", "Head branch was modified. Review and try again.");
    String refusal = acts.queue.refusal(repository, pull);
    if (refusal != null) throw new Failure("UNPROCESSABLE", refusal);
    QueueEntry entry =
        acts.queue.enqueue(
            repository, pull, rights.actor(), Boolean.TRUE.equals(input.get("jump")));
    return new Fields("EnqueuePullRequestPayload")
        .with("clientMutationId", input.get("clientMutationId"))
        .lazy("mergeQueueEntry", e -> nodes.queueEntry(repository, pull, entry));
  }

  private Fields dequeue(DataFetchingEnvironment environment) {
    Map<String, Object> input = Rights.input(environment);
    Rights.Found found = rights.pull(String.valueOf(input.get("id")));
    rights.require(found.repository(), "contents");
    QueueEntry entry = found.repository().queued(found.pull());
    if (entry == null) throw new Failure("UNPROCESSABLE", "Pull request is not in the queue.");
    acts.queue.dequeue(found.repository(), found.pull(), rights.actor());
    return new Fields("DequeuePullRequestPayload")
        .with("clientMutationId", input.get("clientMutationId"))
        .lazy("mergeQueueEntry", e -> nodes.queueEntry(found.repository(), found.pull(), entry));
  }

  private Fields resolve(DataFetchingEnvironment environment, String payload, boolean resolved) {
    Map<String, Object> input = Rights.input(environment);
    String id = String.valueOf(input.get("threadId"));
    NodeId node = NodeId.parse(id);
    if (node == null || !node.prefix().equals("PRRT")) throw Rights.unknown(id);
    for (Repository repository : rights.world().rows().repositories.values())
      for (PullRequest pull : repository.pullRequests.values()) {
        ReviewThread thread = pull.threads.get(node.id());
        if (thread == null || nodes.visible(repository) == null) continue;
        rights.requireAuthorOrWriter(repository, pull);
        acts.threads.resolve(repository, pull, thread, rights.actor(), resolved);
        return new Fields(payload)
            .with("clientMutationId", input.get("clientMutationId"))
            .lazy("thread", e -> nodes.thread(repository, pull, thread));
      }
    throw Rights.unknown(id);
  }
}
