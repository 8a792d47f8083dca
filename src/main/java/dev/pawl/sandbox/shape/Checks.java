package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.Repository;

/** Check runs. Source: https://docs.github.com/en/rest/checks/runs. */
public final class Checks {
  private final Repositories repositories;
  private final Apps apps;
  private final PullRequests pulls;

  Checks(Repositories repositories, Apps apps, PullRequests pulls) {
    this.repositories = repositories;
    this.apps = apps;
    this.pulls = pulls;
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
            "annotations_count", 0,
            "annotations_url", url + "/annotations"),
        "check_suite",
        Json.object("id", run.suite),
        "app",
        apps.app(),
        "pull_requests",
        pullRequests(repository, run));
  }

  /** Those that are open with the commit as their head (assumed: no longer when it moved on). */
  public ArrayNode pullRequests(Repository repository, CheckRun run) {
    return Json.array(
        repository.pullRequests.values().stream()
            .filter(pull -> pull.headSha.equals(run.headSha))
            .filter(pull -> repository.issueOf(pull).open)
            .map(pull -> pulls.minimal(repository, pull)));
  }
}
