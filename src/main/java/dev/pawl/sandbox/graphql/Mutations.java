package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.act.PullRequestActs;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;

/**
 * What can be done over GraphQL, and only there: REST neither takes a pull request out of its draft
 * nor puts it back. Source: https://docs.github.com/en/graphql/reference/mutations.
 */
record Mutations(World world, Access access, PullRequestActs acts, Nodes nodes, Caller caller) {
  void into(Fields root) {
    root.lazy(
            "markPullRequestReadyForReview",
            e -> setDraft(e, "MarkPullRequestReadyForReviewPayload", false))
        .lazy(
            "convertPullRequestToDraft",
            e -> setDraft(e, "ConvertPullRequestToDraftPayload", true));
  }

  private Fields setDraft(DataFetchingEnvironment environment, String payload, boolean draft) {
    Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
    String id = String.valueOf(input.get("pullRequestId"));
    NodeId node = NodeId.parse(id);
    if (node != null && node.prefix().equals("PR"))
      for (Repository repository : world.rows().repositories.values())
        for (PullRequest pull : repository.pullRequests.values())
          if (pull.id == node.id() && access.visible(caller, repository)) {
            requireWrite(repository, pull);
            acts.setDraft(repository, pull, access.actor(caller), draft);
            return new Fields(payload)
                .with("clientMutationId", input.get("clientMutationId"))
                .lazy("pullRequest", e -> nodes.pullRequest(repository, pull));
          }
    throw new Failure(
        "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
  }

  private void requireWrite(Repository repository, PullRequest pull) {
    long author = repository.issueOf(pull).author;
    switch (caller) {
      case Caller.Installed installed -> {
        if (!Access.covers(installed, repository)
            || !Access.granted(installed.token(), "pull_requests", true))
          throw new Failure("FORBIDDEN", "Resource not accessible by integration");
      }
      case Caller.Person person -> {
        if (!access.writesAs(caller, author) && !access.pushes(caller, repository))
          throw new Failure(
              "FORBIDDEN",
              person.account().login + " does not have the correct permissions to execute this.");
      }
      default -> throw new Failure("FORBIDDEN", "You must have repository write permissions.");
    }
  }
}
