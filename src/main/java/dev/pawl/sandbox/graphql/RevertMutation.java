package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.act.RevertActs;
import dev.pawl.sandbox.world.PullRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;

/**
 * {@code revertPullRequest}: a branch with one commit that undoes a merge, and a pull request of
 * it. The types of what refuses it are assumed, and so are its words. Source:
 * https://docs.github.com/en/graphql/reference/mutations#revertpullrequest.
 */
record RevertMutation(Acts acts, Nodes nodes, Rights rights) {
  Fields run(DataFetchingEnvironment environment) {
    Map<String, Object> input = Rights.input(environment);
    Rights.Found found = rights.pull(String.valueOf(input.get("pullRequestId")));
    rights.require(found.repository(), "contents");
    rights.require(found.repository(), "pull_requests");
    return switch (acts.reverts.revert(
        found.repository(),
        found.pull(),
        rights.actor(),
        text(input, "title"),
        text(input, "body"),
        Boolean.TRUE.equals(input.get("draft")))) {
      case RevertActs.Outcome.Refused(String words) -> throw new Failure("UNPROCESSABLE", words);
      case RevertActs.Outcome.Opened(PullRequest made) ->
          new Fields("RevertPullRequestPayload")
              .with("clientMutationId", input.get("clientMutationId"))
              .lazy("pullRequest", e -> nodes.pullRequest(found.repository(), found.pull()))
              .lazy("revertPullRequest", e -> nodes.pullRequest(found.repository(), made));
    };
  }

  private static String text(Map<String, Object> input, String name) {
    return input.get(name) instanceof String text ? text : "";
  }
}
