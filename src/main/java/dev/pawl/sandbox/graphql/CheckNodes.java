package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.GitObjects;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.CheckSuite;
import dev.pawl.sandbox.world.CommitStatus;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.RequiredCheck;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Check runs and commit statuses of GraphQL. Source:
 * https://docs.github.com/en/graphql/reference/objects#statuscheckrollup.
 */
record CheckNodes(World world, Shapes shapes, Nodes nodes, GitNodes git) {
  /** All that was said of a commit; null where nothing was. */
  @Nullable Fields rollup(Repository repository, String sha) {
    nodes.require(repository, "checks");
    HeadChecks checks = HeadChecks.of(repository, sha);
    if (checks.outcome() == HeadChecks.Outcome.NONE) return null;
    List<Fields> contexts = new ArrayList<>();
    for (CheckRun run : checks.runs()) contexts.add(run(repository, run));
    for (CommitStatus status : checks.statuses()) contexts.add(status(repository, status));
    return new Fields("StatusCheckRollup")
        .with("id", GitObjects.nodeId("SCR", repository, sha))
        .with("state", state(checks.outcome()))
        .lazy("commit", e -> git.commit(repository, sha))
        .lazy(
            "contexts",
            e ->
                Connections.of(e, "StatusCheckRollupContextConnection", contexts)
                    .with("checkRunCount", checks.runs().size())
                    .with("statusContextCount", checks.statuses().size()));
  }

  /** One that failed says FAILURE here, where a status alone may say ERROR (assumed). */
  private static String state(HeadChecks.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "SUCCESS";
      case FAILED -> "FAILURE";
      case NONE, PENDING -> "PENDING";
    };
  }

  Fields run(Repository repository, CheckRun run) {
    var shape = shapes.checks.checkRun(repository, run);
    return new Fields("CheckRun")
        .with("id", NodeId.of("CR", run.id))
        .with("databaseId", run.id)
        .with("name", run.name)
        .with("status", run.status.toUpperCase(Locale.ROOT))
        .with("conclusion", upper(run.conclusion))
        .with("startedAt", run.startedAt)
        .with("completedAt", run.completedAt)
        .with("detailsUrl", shape.get("details_url").asText())
        .with("externalId", run.externalId)
        .with("permalink", shape.get("html_url").asText())
        .with("url", shape.get("html_url").asText())
        .with("title", run.title)
        .with("summary", run.summary)
        .with("text", run.text)
        .lazy("isRequired", e -> required(e, repository, new RequiredCheck(run.name, run.app)))
        .lazy("checkSuite", e -> suite(repository, CheckSuite.of(repository, run)))
        .lazy("repository", e -> nodes.repository(repository));
  }

  private Fields suite(Repository repository, CheckSuite suite) {
    return new Fields("CheckSuite")
        .with("id", NodeId.of("CS", suite.id()))
        .with("databaseId", suite.id())
        .with("status", suite.status().toUpperCase(Locale.ROOT))
        .with("conclusion", upper(suite.conclusion()))
        .with("createdAt", suite.createdAt())
        .with("updatedAt", suite.updatedAt())
        .with("url", shapes.checks.suiteHtmlUrl(repository, suite))
        .lazy("app", e -> app(suite))
        .lazy("commit", e -> git.commit(repository, suite.headSha()))
        .lazy("repository", e -> nodes.repository(repository))
        .lazy(
            "checkRuns",
            e ->
                Connections.of(
                    e,
                    "CheckRunConnection",
                    suite.runs().stream().map(run -> run(repository, run)).toList()));
  }

  private Fields app(CheckSuite suite) {
    var app = shapes.apps.app(suite.runs().getFirst());
    return new Fields("App")
        .with("id", app.get("node_id").asText())
        .with("databaseId", app.get("id").asLong())
        .with("slug", app.get("slug").asText())
        .with("name", app.get("name").asText())
        .with("url", app.get("html_url").asText());
  }

  Fields status(Repository repository, CommitStatus status) {
    return new Fields("StatusContext")
        .with("id", NodeId.of("SC", status.id))
        .with("context", status.context)
        .with("state", status.state.toUpperCase(Locale.ROOT))
        .with("description", status.description)
        .with("targetUrl", status.targetUrl)
        .with("createdAt", status.createdAt)
        .lazy("isRequired", e -> required(e, repository, new RequiredCheck(status.context, null)))
        .lazy("commit", e -> git.commit(repository, status.sha))
        .lazy("creator", e -> nodes.account(status.creator));
  }

  /** Whether the branch that a pull request goes into requires it; an argument names it. */
  private boolean required(DataFetchingEnvironment e, Repository repository, RequiredCheck check) {
    Integer number = e.getArgument("pullRequestNumber");
    String id = e.getArgument("pullRequestId");
    NodeId node = id == null ? null : NodeId.parse(id);
    for (PullRequest pull : repository.pullRequests.values()) {
      boolean named =
          (number != null && pull.number == number) || (node != null && pull.id == node.id());
      if (!named) continue;
      Set<RequiredCheck> required = BranchRules.of(repository, pull.base).checks();
      return required.contains(check)
          || required.contains(new RequiredCheck(check.context(), null));
    }
    throw new Failure(
        "UNPROCESSABLE", "One of `pullRequestNumber` or `pullRequestId` must be provided.");
  }

  private static @Nullable String upper(@Nullable String word) {
    return word == null ? null : word.toUpperCase(Locale.ROOT);
  }
}
