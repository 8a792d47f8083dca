package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.world.PullRequest;
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
        .lazy("resolveReviewThread", e -> resolve(e, "ResolveReviewThreadPayload", true))
        .lazy("unresolveReviewThread", e -> resolve(e, "UnresolveReviewThreadPayload", false))
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
