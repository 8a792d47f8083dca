package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.CheckSuite;
import dev.pawl.sandbox.world.Repository;
import org.jspecify.annotations.Nullable;

/** Check runs. Source: https://docs.github.com/en/rest/checks/runs. */
public final class Checks {
  private final Repositories repositories;
  private final Apps apps;
  private final PullRequests pulls;
  private final GitObjects git;

  Checks(Repositories repositories, Apps apps, PullRequests pulls, GitObjects git) {
    this.repositories = repositories;
    this.apps = apps;
    this.pulls = pulls;
    this.git = git;
  }

  public ObjectNode checkRun(Repository repository, CheckRun run) {
    String url = repositories.url(repository) + "/check-runs/" + run.id;
    String html = repositories.htmlUrl(repository) + "/runs/" + run.id;
    return Json.object(
        "id",
        run.id,
        "name",
        run.name,
        "node_id",
        NodeId.of("CR", run.id),
        "head_sha",
        run.headSha,
        "external_id",
        run.externalId,
        "url",
        url,
        "html_url",
        html,
        "details_url",
        run.detailsUrl == null ? html : run.detailsUrl,
        "status",
        run.status,
        "conclusion",
        run.conclusion,
        "started_at",
        run.startedAt,
        "completed_at",
        run.completedAt,
        "output",
        Json.object(
            "title", run.title,
            "summary", run.summary,
            "text", run.text,
            "annotations_count", run.annotations,
            "annotations_url", url + "/annotations"),
        "check_suite",
        Json.object("id", run.suite),
        "app",
        apps.app(run),
        "pull_requests",
        pullRequests(repository, run));
  }

  public String suiteHtmlUrl(Repository repository, CheckSuite suite) {
    return repositories.htmlUrl(repository)
        + "/commit/"
        + suite.headSha()
        + "/checks?check_suite_id="
        + suite.id();
  }

  /** A suite, with what webhooks and lists say of it; both ends of its push are not kept (ours). */
  public ObjectNode suite(Repository repository, CheckSuite suite, @Nullable String branch) {
    String url = repositories.url(repository) + "/check-suites/" + suite.id();
    CheckRun first = suite.runs().getFirst();
    return Json.object(
        "id",
        suite.id(),
        "node_id",
        NodeId.of("CS", suite.id()),
        "head_branch",
        branch,
        "head_sha",
        suite.headSha(),
        "status",
        suite.status(),
        "conclusion",
        suite.conclusion(),
        "url",
        url,
        "before",
        null,
        "after",
        suite.headSha(),
        "pull_requests",
        pullRequests(repository, first),
        "app",
        apps.app(first),
        "created_at",
        suite.createdAt(),
        "updated_at",
        suite.updatedAt(),
        "rerequestable",
        true,
        "runs_rerequestable",
        true,
        "latest_check_runs_count",
        suite.runs().size(),
        "check_runs_url",
        url + "/check-runs",
        "head_commit",
        git.headCommit(repository, suite.headSha()));
  }

  /**
   * Those that are open with the commit as their head (assumed: no longer when it moved on), but
   * for those of forks. Source: https://docs.github.com/en/rest/checks/runs.
   */
  public ArrayNode pullRequests(Repository repository, CheckRun run) {
    return Json.array(
        repository.pullRequests.values().stream()
            .filter(pull -> !pull.fromFork() && pull.headSha.equals(run.headSha))
            .filter(pull -> repository.issueOf(pull).open)
            .map(pull -> pulls.minimal(repository, pull)));
  }
}
